using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>A named setting of a node: a number, text, tensor or graph, or a list of them.</summary>
internal sealed class AttributeProto
{
    private const int NameField = 1;
    private const int FloatField = 2;
    private const int IntField = 3;
    private const int StringField = 4;
    private const int TensorField = 5;
    private const int GraphField = 6;
    private const int FloatsField = 7;
    private const int IntsField = 8;
    private const int StringsField = 9;
    private const int TensorsField = 10;
    private const int GraphsField = 11;
    private const int TypeField = 20;
    private const int ReferenceField = 21;

    /// <summary>Bytes of a reference to text in the file.</summary>
    private const int TextReference = 16;

    /// <summary>Bytes of the object and of its place in the tables of a compiled node.</summary>
    private const int Cost = 464;
    private List<float>? _floats;
    private List<long>? _ints;
    private List<ReadOnlyMemory<byte>>? _strings;
    private List<TensorProto>? _tensors;
    private List<GraphProto>? _graphs;

    public string Name { get; set; } = string.Empty;

    public AttributeType Type { get; set; }

    /// <summary>In a function's body: the attribute of the function that stands here.</summary>
    public string Reference { get; set; } = string.Empty;

    public float Float { get; set; }

    public long Int { get; set; }

    /// <summary>Text is bytes in the specification, UTF-8 by custom.</summary>
    public ReadOnlyMemory<byte> String { get; set; }

    public TensorProto? Tensor { get; set; }

    public GraphProto? Graph { get; set; }

    public List<float> Floats => _floats ??= [];

    public List<long> Ints => _ints ??= [];

    public List<ReadOnlyMemory<byte>> Strings => _strings ??= [];

    public List<TensorProto> Tensors => _tensors ??= [];

    public List<GraphProto> Graphs => _graphs ??= [];

    public static AttributeProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        var attribute = new AttributeProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NameField: attribute.Name = reader.Name(); break;
                case FloatField: attribute.Float = reader.Single(); break;
                case IntField: attribute.Int = reader.Int64(); break;
                case StringField: attribute.String = reader.Bytes(); break;
                case TensorField: attribute.Tensor = TensorProto.Read(reader.Message("tensor of an attribute")); break;
                case GraphField: attribute.Graph = GraphProto.Read(reader.Message("graph of an attribute")); break;
                case FloatsField: reader.AddSingles(ref attribute._floats); break;
                case IntsField: reader.AddInt64s(ref attribute._ints); break;
                case StringsField: reader.Add(ref attribute._strings, reader.Bytes(), TextReference); break;
                case TensorsField: reader.Add(ref attribute._tensors, TensorProto.Read(reader.Message("tensor of an attribute"))); break;
                case GraphsField: reader.Add(ref attribute._graphs, GraphProto.Read(reader.Message("graph of an attribute"))); break;
                case TypeField: attribute.Type = (AttributeType)reader.Int32(); break;
                case ReferenceField: attribute.Reference = reader.Name(); break;
                default: reader.Skip(); break;
            }
        }

        return attribute.Name.Length > 0 ? attribute : throw reader.Wrong("has no name, and an attribute has to have one (name)");
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.Text(NameField, Name);
        if (Reference.Length == 0)
        {
            WriteValue(writer);
        }

        writer.Int64(TypeField, (long)Type);
        writer.Text(ReferenceField, Reference);
        return writer;
    }

    private void WriteValue(ProtoWriter writer)
    {
        switch (Type)
        {
            case AttributeType.Float: writer.Single(FloatField, Float); break;
            case AttributeType.Int: writer.Int64(IntField, Int); break;
            case AttributeType.String: writer.Bytes(StringField, String); break;
            case AttributeType.Tensor: writer.Message(TensorField, Tensor!.Write()); break;
            case AttributeType.Graph: writer.Message(GraphField, Graph!.Write()); break;
            case AttributeType.Floats: writer.Singles(FloatsField, Floats); break;
            case AttributeType.Ints: writer.Int64s(IntsField, Ints); break;
            case AttributeType.Strings: Strings.ForEach(text => writer.Bytes(StringsField, text)); break;
            case AttributeType.Tensors: Tensors.ForEach(tensor => writer.Message(TensorsField, tensor.Write())); break;
            case AttributeType.Graphs: Graphs.ForEach(graph => writer.Message(GraphsField, graph.Write())); break;
            default: throw new NotSupportedException($"Attribute {Name} holds a {Type}, which is not written.");
        }
    }
}
