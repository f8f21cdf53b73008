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

    public string Name { get; set; } = string.Empty;

    public string Domain { get; set; } = string.Empty;

    public string Overload { get; set; } = string.Empty;

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>Attributes a caller must give.</summary>
    public List<string> AttributeNames { get; } = [];

    /// <summary>Attributes a caller may give, with what they are otherwise.</summary>
    public List<AttributeProto> Attributes { get; } = [];

    public List<NodeProto> Nodes { get; } = [];

    public List<OperatorSetIdProto> OperatorSets { get; } = [];

    public static FunctionProto Read(ProtoReader reader)
    {
        var function = new FunctionProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NameField: function.Name = reader.Text(); break;
                case DomainField: function.Domain = reader.Text(); break;
                case OverloadField: function.Overload = reader.Text(); break;
                case InputField: function.Inputs.Add(reader.Text()); break;
                case OutputField: function.Outputs.Add(reader.Text()); break;
                case AttributeNameField: function.AttributeNames.Add(reader.Text()); break;
                case AttributeField: function.Attributes.Add(AttributeProto.Read(reader.Message("attribute"))); break;
                case NodeField: function.Nodes.Add(NodeProto.Read(reader.Message("node"))); break;
                case OperatorSetsField: function.OperatorSets.Add(OperatorSetIdProto.Read(reader.Message("opset_import"))); break;
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
}
