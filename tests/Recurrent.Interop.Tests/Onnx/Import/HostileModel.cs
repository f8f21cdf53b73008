using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Files whose few bytes a message become objects of hundreds; the numbers of the fields are those of the ONNX specification.</summary>
internal static class HostileModel
{
    private const int ModelGraph = 7, ModelSets = 8, ModelMetadata = 14, ModelFunctions = 25;
    private const int GraphNode = 1, GraphInitializer = 5, GraphInput = 11, GraphOutput = 12;
    private const int NodeInput = 1, NodeOutput = 2, NodeOperator = 4, NodeAttribute = 5;
    private const int Name = 1, AttributeTensor = 5, AttributeGraph = 6, AttributeInts = 8, AttributeStrings = 9, AttributeTensors = 10, AttributeGraphs = 11;
    private const int TensorDimensions = 1, TensorType = 2, TensorInt32s = 5, TensorName = 8, TensorExternal = 13;
    private const int Deepest = 19;

    /// <summary>A model of many messages of one kind.</summary>
    public static byte[] Of(string kind, int count) => kind switch
    {
        "empty node" => Graph(count, GraphNode, _ => new ProtoWriter()),
        "tiny node" => Graph(count, GraphNode, _ => Node("Neg")),
        "chain" => Graph(count, GraphNode, number => Node("Neg", number == 0 ? "" : Key(number - 1), Key(number))),
        "node of many outputs" => Graph(1, GraphNode, _ => Many(Node("Neg"), count, (node, number) => node.Text(NodeOutput, Key(number)))),
        "unknown operator" => Graph(count, GraphNode, number => Node($"No{number}", "", Key(number))),
        "unknown operator of a long name" => Graph(count / 1000, GraphNode, number => Node(new string('n', 60_000) + number)),
        "node of one attribute" => Graph(count, GraphNode, _ => With(Node("Neg"), NodeAttribute, Attribute("a"))),
        "empty attribute" => Graph(1, GraphNode, _ => Many(Node("Neg"), count, (node, _) => node.Message(NodeAttribute, new ProtoWriter()))),
        "attribute" => Graph(1, GraphNode, _ => Many(Node("Neg"), count, (node, number) => node.Message(NodeAttribute, Attribute(Key(number))))),
        "number" => WithAttribute(attribute => Many(attribute, count, (writer, _) => writer.Int64(AttributeInts, 1))),
        "packed number" => WithAttribute(attribute => Many(attribute, 1, (writer, _) => writer.Bytes(AttributeInts, Enumerable.Repeat((byte)1, 8 * count).ToArray()))),
        "list of one number" => WithAttribute(attribute => Many(attribute, count, (writer, _) => writer.Bytes(AttributeInts, new byte[] { 1 }))),
        "empty text" => WithAttribute(attribute => Many(attribute, count, (writer, _) => writer.Bytes(AttributeStrings, Array.Empty<byte>()))),
        "empty tensor" => WithAttribute(attribute => Many(attribute, count, (writer, _) => writer.Message(AttributeTensors, new ProtoWriter()))),
        "tensor replaced" => WithAttribute(attribute => Many(attribute, count, (writer, _) => writer.Message(AttributeTensor, new ProtoWriter()))),
        "empty graph" => WithAttribute(attribute => Many(attribute, count, (writer, _) => writer.Message(AttributeGraphs, new ProtoWriter()))),
        "node of an empty graph" => Graph(count, GraphNode, _ => With(Node("If"), NodeAttribute, With(Attribute("g"), AttributeGraph, new ProtoWriter()))),
        "node in deep graphs" => Nested(count),
        "constant" => Graph(count, GraphInitializer, number => Tensor(Key(number))),
        "list of numbers in a tensor" => Graph(1, GraphInitializer, _ => Many(Tensor("t"), count, (tensor, _) => tensor.Bytes(TensorInt32s, new byte[] { 1 }))),
        "axis" => Graph(1, GraphInitializer, _ => Many(Tensor("t"), count, (tensor, _) => tensor.Bytes(TensorDimensions, new byte[] { 1 }))),
        "place of data" => Graph(1, GraphInitializer, _ => Many(Tensor("t"), count, (tensor, _) => tensor.Message(TensorExternal, new ProtoWriter()))),
        "empty input" => Graph(count, GraphInput, _ => new ProtoWriter()),
        "input" => Graph(count, GraphInput, number => Info(Key(number), axes: 0)),
        "input with axes" => Graph(count, GraphInput, number => Info(Key(number), axes: 3)),
        "axis of an input" => Graph(1, GraphInput, number => Info(Key(number), count)),
        "output" => Graph(count, GraphOutput, number => Info(Key(number), axes: 0)),
        "operator set" => Model(Many(new ProtoWriter(), count, (model, number) => model.Message(ModelSets, With(new ProtoWriter(), Name, Key(number)))), new ProtoWriter()),
        "metadata" => Model(Many(new ProtoWriter(), count, (model, _) => model.Message(ModelMetadata, new ProtoWriter())), new ProtoWriter()),
        "function" => Model(Many(new ProtoWriter(), count, (model, number) => model.Message(ModelFunctions, With(new ProtoWriter(), Name, Key(number)))), new ProtoWriter()),
        "called function" => Called(count),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such file."),
    };

    /// <summary>A model of functions of which each calls the next.</summary>
    public static byte[] Calls(int count)
    {
        var model = new ProtoWriter();
        for (int number = 0; number < count; number++)
        {
            var function = new ProtoWriter();
            function.Text(Name, $"f{number}");
            function.Message(7, Node($"f{number + 1}"));
            model.Message(ModelFunctions, function);
        }

        return Model(model, With(new ProtoWriter(), GraphNode, Node("f0")));
    }

    private static string Key(int number) => $"{number:x}";

    private static byte[] Graph(int count, int field, Func<int, ProtoWriter> part) =>
        Model(new ProtoWriter(), Many(new ProtoWriter(), count, (graph, number) => graph.Message(field, part(number))));

    private static byte[] WithAttribute(Func<ProtoWriter, ProtoWriter> fill) => Graph(1, GraphNode, _ => With(Node("Neg"), NodeAttribute, fill(Attribute("a"))));

    private static byte[] Model(ProtoWriter model, ProtoWriter graph)
    {
        var set = new ProtoWriter();
        set.Int64(2, 17);
        model.Message(ModelSets, set);
        model.Message(ModelGraph, graph);
        using var stream = new MemoryStream();
        model.CopyTo(stream);
        return stream.ToArray();
    }

    private static byte[] Called(int count)
    {
        var model = Many(new ProtoWriter(), count, (one, number) => one.Message(ModelFunctions, With(new ProtoWriter(), Name, Key(number))));
        return Model(model, Many(new ProtoWriter(), count, (graph, number) => graph.Message(GraphNode, Node(Key(number)))));
    }

    private static byte[] Nested(int count)
    {
        ProtoWriter inner = Many(new ProtoWriter(), count, (graph, number) => graph.Message(GraphNode, Node("Neg", "", Key(number))));
        for (int depth = 0; depth < Deepest; depth++)
        {
            inner = With(new ProtoWriter(), GraphNode, With(Node("If"), NodeAttribute, With(Attribute("g"), AttributeGraph, inner)));
        }

        return Model(new ProtoWriter(), inner);
    }

    private static ProtoWriter Node(string name, string? input = null, string? output = null)
    {
        var node = new ProtoWriter();
        node.Text(NodeOperator, name);
        Part(node, NodeInput, input);
        Part(node, NodeOutput, output);
        return node;
    }

    private static void Part(ProtoWriter node, int field, string? name)
    {
        if (name is not null)
        {
            node.Bytes(field, System.Text.Encoding.UTF8.GetBytes(name));
        }
    }

    private static ProtoWriter Attribute(string name) => With(new ProtoWriter(), Name, name);

    private static ProtoWriter Tensor(string name)
    {
        ProtoWriter tensor = With(new ProtoWriter(), TensorName, name);
        tensor.Int64(TensorType, 1);
        tensor.Bytes(9, new byte[4]);
        return tensor;
    }

    private static ProtoWriter Info(string name, int axes)
    {
        ProtoWriter shape = Many(new ProtoWriter(), axes, (one, _) => one.Message(1, new ProtoWriter()));
        var tensor = new ProtoWriter();
        tensor.Int64(1, 1);
        tensor.Message(2, shape);
        return With(With(new ProtoWriter(), Name, name), 2, With(new ProtoWriter(), 1, tensor));
    }

    private static ProtoWriter With(ProtoWriter writer, int field, ProtoWriter part)
    {
        writer.Message(field, part);
        return writer;
    }

    private static ProtoWriter With(ProtoWriter writer, int field, string text)
    {
        writer.Text(field, text);
        return writer;
    }

    private static ProtoWriter Many(ProtoWriter writer, int count, Action<ProtoWriter, int> add)
    {
        for (int number = 0; number < count; number++)
        {
            add(writer, number);
        }

        return writer;
    }
}
