using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>Nodes in an order in which they can run, what goes in, what comes out and the constants between.</summary>
internal sealed class GraphProto
{
    private const int NodeField = 1;
    private const int NameField = 2;
    private const int InitializerField = 5;
    private const int DocStringField = 10;
    private const int InputField = 11;
    private const int OutputField = 12;
    private const int ValueInfoField = 13;
    private const int SparseInitializerField = 15;

    public string Name { get; set; } = string.Empty;

    public string DocString { get; set; } = string.Empty;

    public List<NodeProto> Nodes { get; } = [];

    /// <summary>Constants: the weights.</summary>
    public List<TensorProto> Initializers { get; } = [];

    /// <summary>What goes in; constants may be named here too, as defaults.</summary>
    public List<ValueInfoProto> Inputs { get; } = [];

    public List<ValueInfoProto> Outputs { get; } = [];

    /// <summary>Types of values between the nodes, as far as the writer knew them.</summary>
    public List<ValueInfoProto> Values { get; } = [];

    /// <summary>Constants in a sparse form: counted so that they can be refused.</summary>
    public int SparseInitializers { get; private set; }

    public static GraphProto Read(ProtoReader reader)
    {
        var graph = new GraphProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NodeField: graph.Nodes.Add(NodeProto.Read(reader.Message("node"))); break;
                case NameField: graph.Name = reader.Text(); break;
                case InitializerField: graph.Initializers.Add(TensorProto.Read(reader.Message("initializer"))); break;
                case DocStringField: graph.DocString = reader.Text(); break;
                case InputField: graph.Inputs.Add(ValueInfoProto.Read(reader.Message("input"))); break;
                case OutputField: graph.Outputs.Add(ValueInfoProto.Read(reader.Message("output"))); break;
                case ValueInfoField: graph.Values.Add(ValueInfoProto.Read(reader.Message("value_info"))); break;
                case SparseInitializerField: reader.Skip(); graph.SparseInitializers++; break;
                default: reader.Skip(); break;
            }
        }

        return graph;
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        Nodes.ForEach(node => writer.Message(NodeField, node.Write()));
        writer.Text(NameField, Name);
        Initializers.ForEach(initializer => writer.Message(InitializerField, initializer.Write()));
        writer.Text(DocStringField, DocString);
        Inputs.ForEach(input => writer.Message(InputField, input.Write()));
        Outputs.ForEach(output => writer.Message(OutputField, output.Write()));
        Values.ForEach(value => writer.Message(ValueInfoField, value.Write()));
        return writer;
    }
}
