using System.Buffers.Binary;
using System.Text;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx.Proto;

/// <summary>Reads the fields of one message of a protocol buffer, in the order they stand.</summary>
/// <remarks>
/// Text aside nothing is copied: bytes and messages are pieces of the file's memory. Every length is checked against what is left, and the memory of
/// texts, lists and objects is taken from a budget: two bytes may announce a message, whose object takes hundreds. Wire format: Protocol Buffers
/// documentation, "Encoding".
/// </remarks>
internal sealed partial class ProtoReader
{
    /// <summary>Graphs within graphs within messages: deeper ones are taken for an attack on the stack.</summary>
    private const int MaximumDepth = 64;

    /// <summary>Names go into messages of errors, several times over; the longest that exporters write have some hundred bytes.</summary>
    private const int LongestName = ushort.MaxValue;

    // What the runtime takes for a reader, and for a text without its letters.
    private const int ReaderCost = 72, TextCost = 32;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadBudget _budget;
    private readonly string _message;
    private readonly int _depth;
    private int _position;
    private WireType _type;

    /// <summary>Reads the outermost message.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="message">What to call the message in error messages.</param>
    /// <param name="budget">Memory that may be taken, and the file's name.</param>
    public ProtoReader(ReadOnlyMemory<byte> bytes, string message, ReadBudget budget)
        : this(bytes, message, budget, depth: 0)
    {
    }

    private ProtoReader(ReadOnlyMemory<byte> bytes, string message, ReadBudget budget, int depth) => (_bytes, _message, _budget, _depth) = (bytes, message, budget, depth);

    /// <summary>The number of the field that was found last.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the value of the field is bytes: text, a message or a packed list.</summary>
    public bool IsDelimited => _type == WireType.LengthDelimited;

    /// <summary>How many graphs stand around this message, its own included: from a node to its attribute to the graph within are three messages.</summary>
    public int GraphDepth => (_depth / 3) + 1;

    /// <summary>Goes on to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    public bool Next()
    {
        if (_position == _bytes.Length)
        {
            return false;
        }

        ulong tag = Varint();
        _type = (WireType)(tag & 7);
        Field = tag >> 3 is > 0 and <= (1 << 29) - 1 ? (int)(tag >> 3) : throw Wrong($"has a field with the number {tag >> 3}, which there cannot be");
        return _type is WireType.Varint or WireType.Fixed64 or WireType.LengthDelimited or WireType.Fixed32
            ? true
            : throw Wrong($"has field {Field} in the unknown layout {(int)_type}");
    }

    /// <summary>Passes over the value of the field: what newer versions of the format add does no harm.</summary>
    public void Skip()
    {
        if (_type == WireType.Varint)
        {
            Varint();
        }
        else if (_type == WireType.LengthDelimited)
        {
            Bytes();
        }
        else
        {
            Cut(_type == WireType.Fixed64 ? sizeof(ulong) : sizeof(uint));
        }
    }

    /// <summary>The value as a whole number.</summary>
    public long Int64()
    {
        Expect(WireType.Varint);
        return (long)Varint();
    }

    /// <summary>The value as a whole number that fits 32 bits.</summary>
    public int Int32()
    {
        long value = Int64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Wrong($"has {value} in field {Field}, which needs a number of 32 bits");
    }

    /// <summary>The value as a float32.</summary>
    public float Single()
    {
        Expect(WireType.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Cut(sizeof(float)).Span);
    }

    /// <summary>The value as bytes: a piece of the file.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        Expect(WireType.LengthDelimited);
        ulong length = Varint();
        return length <= (ulong)(_bytes.Length - _position)
            ? Cut((int)length)
            : throw Wrong($"announces {length} bytes in field {Field} where {_bytes.Length - _position} are left");
    }

    /// <summary>The value as text.</summary>
    public string Text()
    {
        ReadOnlyMemory<byte> bytes = Bytes();
        Take((sizeof(char) * (long)bytes.Length) + TextCost);
        try
        {
            return Utf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException failure)
        {
            throw Wrong($"has bytes in field {Field} that are no UTF-8 text", failure);
        }
    }

    /// <summary>The value as a name.</summary>
    public string Name()
    {
        int start = _position;
        int length = Bytes().Length;
        _position = length <= LongestName ? start : throw Wrong($"has a name of {length} bytes in field {Field}, at most {LongestName} are read");
        return Text();
    }

    /// <summary>A reader of the value, which is a message.</summary>
    /// <param name="message">What to call it in error messages.</param>
    public ProtoReader Message(string message)
    {
        Take(ReaderCost);
        return _depth < MaximumDepth
            ? new ProtoReader(Bytes(), message, _budget, _depth + 1)
            : throw Wrong($"stands at a depth of more than {MaximumDepth} messages");
    }

    /// <summary>Takes memory for an object of this message from the budget, before the object is made.</summary>
    /// <param name="bytes">How much.</param>
    /// <exception cref="StorageFormatException">The file has asked for more than its length justifies.</exception>
    public void Take(long bytes) => _budget.Take(bytes, _message);

    /// <summary>An error that names the file and the message.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="cause">The lower-level failure, if any.</param>
    public StorageFormatException Wrong(string problem, Exception? cause = null) =>
        new(_budget.File, _message, $"{problem}, at byte {_position} of it; the file is damaged or no ONNX model: copy it or export it again.", cause);

    private void Expect(WireType type)
    {
        if (_type != type)
        {
            throw Wrong($"has field {Field} as {_type}, expected {type}");
        }
    }

    private ReadOnlyMemory<byte> Cut(int length)
    {
        if (length > _bytes.Length - _position)
        {
            throw Wrong($"ends within field {Field}");
        }

        ReadOnlyMemory<byte> taken = _bytes.Slice(_position, length);
        _position += length;
        return taken;
    }

    private ulong Varint()
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_position == bytes.Length)
            {
                throw Wrong("ends within a number");
            }

            byte next = bytes[_position++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        throw Wrong("has a number of more than ten bytes");
    }
}
