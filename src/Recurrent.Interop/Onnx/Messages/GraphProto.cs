using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>
/// Nodes in an order in which they can run, what goes in, what comes out and the constants between. Remarks, and what the writer knew of the types of
/// other values (<c>value_info</c>), are passed over.
/// </summary>
internal sealed class GraphProto
{
    private const int NodeField = 1;
    private const int NameField = 2;
    private const int InitializerField = 5;
    private const int InputField = 11;
    private const int OutputField = 12;
    private const int SparseInitializerField = 15;

    /// <summary>Bytes of the object, of its lists, and of the compiled graph with its tables while they are empty.</summary>
    private const int Cost = 1536;
    private List<NodeProto>? _nodes;
    private List<TensorProto>? _initializers;
    private List<ValueInfoProto>? _inputs;
    private List<ValueInfoProto>? _outputs;

    public string Name { get; set; } = string.Empty;

    public List<NodeProto> Nodes => _nodes ??= [];

    /// <summary>Constants: the weights.</summary>
    public List<TensorProto> Initializers => _initializers ??= [];

    /// <summary>What goes in; constants may be named here too, as defaults.</summary>
    public List<ValueInfoProto> Inputs => _inputs ??= [];

    public List<ValueInfoProto> Outputs => _outputs ??= [];

    /// <summary>Constants in a sparse form: counted so that they can be refused.</summary>
    public int SparseInitializers { get; private set; }

    public static GraphProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        var graph = new GraphProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NodeField: reader.Add(ref graph._nodes, NodeProto.Read(reader.Message("node"))); break;
                case NameField: graph.Name = reader.Name(); break;
                case InitializerField: reader.Add(ref graph._initializers, TensorProto.Read(reader.Message("initializer"))); break;
                case InputField: reader.Add(ref graph._inputs, ValueInfoProto.Read(reader.Message("input"))); break;
                case OutputField: reader.Add(ref graph._outputs, ValueInfoProto.Read(reader.Message("output"))); break;
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
        Inputs.ForEach(input => writer.Message(InputField, input.Write()));
        Outputs.ForEach(output => writer.Message(OutputField, output.Write()));
        return writer;
    }
}
