using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>One use of an operator; an empty name stands for an input or output that is left out.</summary>
internal sealed class NodeProto
{
    private const int InputField = 1;
    private const int OutputField = 2;
    private const int NameField = 3;
    private const int OperatorField = 4;
    private const int AttributeField = 5;
    private const int DomainField = 7;
    private const int OverloadField = 8;

    /// <summary>Bytes of the object, of its three lists and of the compiled node.</summary>
    private const int Cost = 384;

    /// <summary>Bytes of a name in the tables of names that exist and names that are not needed any more; every graph around has such tables.</summary>
    private const int MentionCost = 112;
    private List<string>? _inputs;
    private List<string>? _outputs;
    private List<AttributeProto>? _attributes;

    public string Name { get; set; } = string.Empty;

    /// <summary>The operator's name; <c>op_type</c> in the specification.</summary>
    public string Operator { get; set; } = string.Empty;

    public string Domain { get; set; } = string.Empty;

    public string Overload { get; set; } = string.Empty;

    public List<string> Inputs => _inputs ??= [];

    public List<string> Outputs => _outputs ??= [];

    public List<AttributeProto> Attributes => _attributes ??= [];

    /// <summary>For messages: its name, or its first output that has one.</summary>
    public string Title => $"node '{(Name.Length > 0 ? Name : Outputs.Find(name => name.Length > 0) ?? "?")}'";

    public static NodeProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        var node = new NodeProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case InputField: AddName(ref node._inputs, reader); break;
                case OutputField: AddName(ref node._outputs, reader); break;
                case NameField: node.Name = reader.Name(); break;
                case OperatorField: node.Operator = reader.Name(); break;
                case AttributeField: reader.Add(ref node._attributes, AttributeProto.Read(reader.Message("attribute"))); break;
                case DomainField: node.Domain = reader.Name(); break;
                case OverloadField: node.Overload = reader.Name(); break;
                default: reader.Skip(); break;
            }
        }

        return node.Operator.Length > 0 ? node : throw reader.Wrong("names no operator, and a node has to name one (op_type)");
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.Texts(InputField, Inputs);
        writer.Texts(OutputField, Outputs);
        writer.Text(NameField, Name);
        writer.Text(OperatorField, Operator);
        Attributes.ForEach(attribute => writer.Message(AttributeField, attribute.Write()));
        writer.Text(DomainField, Domain);
        writer.Text(OverloadField, Overload);
        return writer;
    }

    private static void AddName(ref List<string>? names, ProtoReader reader)
    {
        reader.Take((long)MentionCost * reader.GraphDepth);
        reader.Add(ref names, reader.Name());
    }
}
