using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>A name and a text: an entry of a model's metadata or of the place of external data.</summary>
internal sealed record StringStringEntryProto(string Key, string Value)
{
    private const int KeyField = 1;
    private const int ValueField = 2;

    /// <summary>Bytes of the object.</summary>
    private const int Cost = 32;

    public static StringStringEntryProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        string key = string.Empty;
        string value = string.Empty;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case KeyField: key = reader.Text(); break;
                case ValueField: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new StringStringEntryProto(key, value);
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.Text(KeyField, Key);
        writer.Text(ValueField, Value);
        return writer;
    }
}
