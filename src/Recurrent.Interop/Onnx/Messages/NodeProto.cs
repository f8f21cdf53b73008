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
    private const int DocStringField = 6;
    private const int DomainField = 7;
    private const int OverloadField = 8;

    public string Name { get; set; } = string.Empty;

    /// <summary>The operator's name; <c>op_type</c> in the specification.</summary>
    public string Operator { get; set; } = string.Empty;

    public string Domain { get; set; } = string.Empty;

    public string Overload { get; set; } = string.Empty;

    public string DocString { get; set; } = string.Empty;

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public List<AttributeProto> Attributes { get; } = [];

    public static NodeProto Read(ProtoReader reader)
    {
        var node = new NodeProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case InputField: node.Inputs.Add(reader.Text()); break;
                case OutputField: node.Outputs.Add(reader.Text()); break;
                case NameField: node.Name = reader.Text(); break;
                case OperatorField: node.Operator = reader.Text(); break;
                case AttributeField: node.Attributes.Add(AttributeProto.Read(reader.Message("attribute"))); break;
                case DocStringField: node.DocString = reader.Text(); break;
                case DomainField: node.Domain = reader.Text(); break;
                case OverloadField: node.Overload = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return node;
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.Texts(InputField, Inputs);
        writer.Texts(OutputField, Outputs);
        writer.Text(NameField, Name);
        writer.Text(OperatorField, Operator);
        Attributes.ForEach(attribute => writer.Message(AttributeField, attribute.Write()));
        writer.Text(DocStringField, DocString);
        writer.Text(DomainField, Domain);
        writer.Text(OverloadField, Overload);
        return writer;
    }
}
