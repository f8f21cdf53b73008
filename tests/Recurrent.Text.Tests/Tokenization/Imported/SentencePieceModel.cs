using Google.Protobuf;

namespace Recurrent.Text.Tests.Tokenization.Imported;

/// <summary>Writes model files of SentencePiece, field by field of its <c>sentencepiece_model.proto</c>.</summary>
internal static class SentencePieceModel
{
    public const int Unigram = 1;
    public const int BytePairs = 2;
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;
    private const int Byte = 6;

    private static readonly string[] Pieces = ["▁the", "▁river", "▁", "▁t", "▁r", "he", "ri", "ver", "t", "h", "e", "r", "i", "v", ".", "s", "▁to", "o", "n", "w"];

    public static byte[] Make(int kind, bool hasBytes = false) => Message(model =>
    {
        List<(string Text, int Kind)> pieces = [("<unk>", Unknown), ("<s>", Control), ("</s>", Control)];
        if (hasBytes) pieces.AddRange(Enumerable.Range(0, 256).Select(static value => ($"<0x{value:X2}>", Byte)));
        pieces.AddRange(Pieces.Select(static piece => (piece, Normal)));
        for (var number = 0; number < pieces.Count; number++)
        {
            var (text, type) = pieces[number];
            Part(model, 1, piece =>
            {
                piece.WriteTag(1, WireFormat.WireType.LengthDelimited);
                piece.WriteString(text);
                piece.WriteTag(2, WireFormat.WireType.Fixed32);
                piece.WriteFloat(-number);
                Number(piece, 3, type);
            });
        }
        Part(model, 2, trainer =>
        {
            Number(trainer, 3, kind);
            Number(trainer, 35, hasBytes ? 1 : 0);
        });
        Part(model, 3, normalizer =>
        {
            normalizer.WriteTag(1, WireFormat.WireType.LengthDelimited);
            normalizer.WriteString("identity");
            foreach (var field in Enumerable.Range(3, 3)) Number(normalizer, field, 1);
        });
    });

    private static void Number(CodedOutputStream stream, int field, int value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt32(value);
    }

    private static void Part(CodedOutputStream stream, int field, Action<CodedOutputStream> write)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var stream = new CodedOutputStream(memory, leaveOpen: true)) write(stream);
        return memory.ToArray();
    }
}
