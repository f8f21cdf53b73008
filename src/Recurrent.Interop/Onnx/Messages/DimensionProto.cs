using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>One axis of a value: a size, a name for a size that changes from run to run, or neither.</summary>
internal sealed record DimensionProto(long? Size, string Name)
{
    private const int SizeField = 1;
    private const int NameField = 2;

    /// <summary>Bytes of the object, and of what a model says of the axis.</summary>
    private const int Cost = 80;

    public static DimensionProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        long? size = null;
        string name = string.Empty;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case SizeField: size = reader.Int64(); break;
                case NameField: name = reader.Name(); break;
                default: reader.Skip(); break;
            }
        }

        return new DimensionProto(size, name);
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        if (Size is { } size)
        {
            writer.Int64(SizeField, size);
        }

        writer.Text(NameField, Name);
        return writer;
    }
}
