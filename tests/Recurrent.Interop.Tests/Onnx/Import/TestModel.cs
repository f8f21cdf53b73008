using System.Text;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>A small model put together node by node, with what it is fed.</summary>
internal sealed class TestModel
{
    private readonly GraphProto _graph = new() { Name = "test" };
    private readonly long _version;

    public TestModel(long version = 17) => _version = version;

    public Dictionary<string, OnnxData> Feeds { get; } = [];

    public ModelProto Proto
    {
        get
        {
            var model = new ModelProto { IrVersion = 8, ProducerName = "test", Graph = _graph };
            model.OperatorSets.Add(new OperatorSetIdProto(string.Empty, _version));
            model.OperatorSets.Add(new OperatorSetIdProto("ai.onnx.ml", 3));
            return model;
        }
    }

    public byte[] Bytes
    {
        get
        {
            using var stream = new MemoryStream();
            Proto.Write().CopyTo(stream);
            return stream.ToArray();
        }
    }

    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeType.Int, Int = value };

    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeType.Float, Float = value };

    public static AttributeProto Text(string name, string value) => new() { Name = name, Type = AttributeType.String, String = Encoding.UTF8.GetBytes(value) };

    public static AttributeProto Graph(string name, TestModel body) => new() { Name = name, Type = AttributeType.Graph, Graph = body._graph };

    public static AttributeProto Tensor(string name, OnnxData value) => new() { Name = name, Type = AttributeType.Tensor, Tensor = Message(name, value) };

    public static AttributeProto Ints(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    public static AttributeProto Floats(string name, params float[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Floats };
        attribute.Floats.AddRange(values);
        return attribute;
    }

    public static AttributeProto Texts(string name, params string[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Strings };
        attribute.Strings.AddRange(values.Select(value => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(value)));
        return attribute;
    }

    public static TensorProto Message(string name, OnnxData value)
    {
        var tensor = new TensorProto { Name = name, DataType = (TensorDataType)value.ElementType, RawData = value.Bytes };
        tensor.Dimensions.AddRange(value.Shape.Select(length => (long)length));
        return tensor;
    }

    /// <summary>Runs it here.</summary>
    public IReadOnlyDictionary<string, OnnxData> Run(OnnxRunOptions? options = null) => OnnxModel.Parse(Bytes).Run(Feeds, options, TestContext.Current.CancellationToken);

    /// <summary>An input that a run is given.</summary>
    public TestModel Input(string name, OnnxData value)
    {
        Feeds.Add(name, value);
        return Input(name, value.ElementType, value.Shape.Count);
    }

    /// <summary>An input of a graph within.</summary>
    public TestModel Input(string name, OnnxDataType type, int rank)
    {
        _graph.Inputs.Add(Info(name, type, rank));
        return this;
    }

    public TestModel Constant(string name, OnnxData value)
    {
        _graph.Initializers.Add(Message(name, value));
        return this;
    }

    public TestModel Node(string name, string[] inputs, string[] outputs, params AttributeProto[] attributes) => Node(name, inputs, outputs, string.Empty, attributes);

    public TestModel Node(string name, string[] inputs, string[] outputs, string domain, params AttributeProto[] attributes)
    {
        var node = new NodeProto { Operator = name, Domain = domain, Name = $"{name}_{_graph.Nodes.Count}" };
        node.Inputs.AddRange(inputs);
        node.Outputs.AddRange(outputs);
        node.Attributes.AddRange(attributes);
        _graph.Nodes.Add(node);
        return this;
    }

    public TestModel Output(string name, OnnxDataType type = OnnxDataType.Float32, int rank = -1)
    {
        _graph.Outputs.Add(Info(name, type, rank));
        return this;
    }

    private static ValueInfoProto Info(string name, OnnxDataType type, int rank) => new()
    {
        Name = name,
        DataType = (TensorDataType)type,
        Shape = rank < 0 ? null : [.. Enumerable.Range(0, rank).Select(_ => new DimensionProto(null, string.Empty))],
    };
}
