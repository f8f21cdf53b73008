using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>Name, element type and shape of a value.</summary>
internal sealed class ValueInfoProto
{
    private const int NameField = 1;
    private const int TypeField = 2;
    private const int TensorField = 1;
    private const int ElementField = 1;
    private const int ShapeField = 2;
    private const int DimensionField = 1;

    /// <summary>Bytes of the object, of what a model says of it, and of its places in the tables of a compiled graph.</summary>
    private const int Cost = 512;

    public string Name { get; set; } = string.Empty;

    /// <summary>The elements' type; undefined where the value is no tensor (a list, a map, an option) or the type is not given.</summary>
    public TensorDataType DataType { get; set; }

    /// <summary>The axes; null where even their number is not known.</summary>
    public List<DimensionProto>? Shape { get; set; }

    /// <summary>Whether a type is given and it is none of a tensor.</summary>
    public bool IsNoTensor { get; private set; }

    public static ValueInfoProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        var value = new ValueInfoProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NameField: value.Name = reader.Name(); break;
                case TypeField: value.ReadType(reader.Message("type")); break;
                default: reader.Skip(); break;
            }
        }

        return value.Name.Length > 0 ? value : throw reader.Wrong("has no name, and inputs and outputs have to have one (name)");
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.Text(NameField, Name);
        var tensor = new ProtoWriter();
        tensor.Int64(ElementField, (long)DataType);
        if (Shape is not null)
        {
            var shape = new ProtoWriter();
            Shape.ForEach(dimension => shape.Message(DimensionField, dimension.Write()));
            tensor.Message(ShapeField, shape);
        }

        var type = new ProtoWriter();
        type.Message(TensorField, tensor);
        writer.Message(TypeField, type);
        return writer;
    }

    private void ReadType(ProtoReader reader)
    {
        while (reader.Next())
        {
            if (reader.Field == TensorField)
            {
                ReadTensor(reader.Message("tensor_type"));
            }
            else
            {
                // Field 6 is a remark on the type; all others are kinds of type.
                IsNoTensor |= reader.Field != 6;
                reader.Skip();
            }
        }
    }

    private void ReadTensor(ProtoReader reader)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case ElementField: DataType = (TensorDataType)reader.Int32(); break;
                case ShapeField: ReadShape(reader.Message("shape")); break;
                default: reader.Skip(); break;
            }
        }
    }

    private void ReadShape(ProtoReader reader)
    {
        List<DimensionProto>? shape = null;
        while (reader.Next())
        {
            if (reader.Field == DimensionField)
            {
                reader.Add(ref shape, DimensionProto.Read(reader.Message("dim")));
            }
            else
            {
                reader.Skip();
            }
        }

        Shape = shape ?? [];
    }
}
