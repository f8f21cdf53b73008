using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>An operator that a model defines by a graph of other operators.</summary>
internal sealed class FunctionProto
{
    private const int NameField = 1;
    private const int InputField = 4;
    private const int OutputField = 5;
    private const int AttributeNameField = 6;
    private const int NodeField = 7;
    private const int OperatorSetsField = 9;
    private const int DomainField = 10;
    private const int AttributeField = 11;
    private const int OverloadField = 13;

    /// <summary>Bytes of the object, of its lists, and of the compiled graph with its tables while they are empty.</summary>
    private const int Cost = 1536;

    /// <summary>Bytes of a name in the tables of names.</summary>
    private const int MentionCost = 112;
    private List<string>? _inputs;
    private List<string>? _outputs;
    private List<string>? _attributeNames;
    private List<AttributeProto>? _attributes;
    private List<NodeProto>? _nodes;
    private List<OperatorSetIdProto>? _operatorSets;

    public string Name { get; set; } = string.Empty;

    public string Domain { get; set; } = string.Empty;

    public string Overload { get; set; } = string.Empty;

    public List<string> Inputs => _inputs ??= [];

    public List<string> Outputs => _outputs ??= [];

    /// <summary>Attributes a caller must give.</summary>
    public List<string> AttributeNames => _attributeNames ??= [];

    /// <summary>Attributes a caller may give, with what they are otherwise.</summary>
    public List<AttributeProto> Attributes => _attributes ??= [];

    public List<NodeProto> Nodes => _nodes ??= [];

    public List<OperatorSetIdProto> OperatorSets => _operatorSets ??= [];

    public static FunctionProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        var function = new FunctionProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NameField: function.Name = reader.Name(); break;
                case DomainField: function.Domain = reader.Name(); break;
                case OverloadField: function.Overload = reader.Name(); break;
                case InputField: AddName(ref function._inputs, reader); break;
                case OutputField: AddName(ref function._outputs, reader); break;
                case AttributeNameField: AddName(ref function._attributeNames, reader); break;
                case AttributeField: reader.Add(ref function._attributes, AttributeProto.Read(reader.Message("attribute"))); break;
                case NodeField: reader.Add(ref function._nodes, NodeProto.Read(reader.Message("node"))); break;
                case OperatorSetsField: reader.Add(ref function._operatorSets, OperatorSetIdProto.Read(reader.Message("opset_import"))); break;
                default: reader.Skip(); break;
            }
        }

        return function;
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.Text(NameField, Name);
        writer.Texts(InputField, Inputs);
        writer.Texts(OutputField, Outputs);
        writer.Texts(AttributeNameField, AttributeNames);
        Nodes.ForEach(node => writer.Message(NodeField, node.Write()));
        OperatorSets.ForEach(set => writer.Message(OperatorSetsField, set.Write()));
        writer.Text(DomainField, Domain);
        Attributes.ForEach(attribute => writer.Message(AttributeField, attribute.Write()));
        writer.Text(OverloadField, Overload);
        return writer;
    }

    private static void AddName(ref List<string>? names, ProtoReader reader)
    {
        reader.Take(MentionCost);
        reader.Add(ref names, reader.Name());
    }
}
