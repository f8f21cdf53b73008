using System.Text;
using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>One use of an operator in one run: its inputs, its attributes, and where results are made.</summary>
internal sealed class OperatorCall(ModelRun run, CompiledNode node, Frame frame, OnnxData?[] inputs)
{
    public ModelRun Run { get; } = run;

    public CompiledNode Node { get; } = node;

    public Frame Frame { get; } = frame;

    /// <summary>The version of the operator's set.</summary>
    public long Version => Node.Version;

    public int InputCount => inputs.Length;

    public int OutputCount => Node.Proto.Outputs.Count;

    /// <summary>An input that must be there.</summary>
    /// <exception cref="OperatorException">It is left out.</exception>
    public OnnxData this[int index] => Optional(index) ?? throw new OperatorException($"input {index} is missing");

    public OnnxData? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>Whether an output is asked for.</summary>
    public bool Wants(int output) => output < OutputCount && Node.Proto.Outputs[output].Length > 0;

    public bool Has(string attribute) => Find(attribute) is not null;

    public long Int(string name, long otherwise) => Find(name)?.Int ?? otherwise;

    public bool Flag(string name, bool otherwise = false) => Int(name, otherwise ? 1 : 0) != 0;

    public float Float(string name, float otherwise) => Find(name)?.Float ?? otherwise;

    public string Text(string name, string otherwise) => Find(name) is { } attribute ? Encoding.UTF8.GetString(attribute.String.Span) : otherwise;

    public long[]? Ints(string name) => Find(name)?.Ints.ToArray();

    public float[]? Floats(string name) => Find(name)?.Floats.ToArray();

    public string[]? Texts(string name) => Find(name)?.Strings.Select(text => Encoding.UTF8.GetString(text.Span)).ToArray();

    public OnnxData? Tensor(string name) => Find(name)?.Tensor is { } tensor ? TensorReader.Read(tensor) : null;

    /// <summary>Whole numbers that newer versions of an operator take as an input and older ones as an attribute; null for neither.</summary>
    public long[]? IntsOf(int input, string attribute) => Optional(input) is { } value ? Numbers.Integers(value) : Ints(attribute);

    /// <summary>A graph among the attributes.</summary>
    /// <exception cref="OperatorException">There is none of the name.</exception>
    public CompiledGraph Graph(string name) => Node.Graphs.GetValueOrDefault(name) ?? throw new OperatorException($"the graph '{name}' is missing");

    /// <summary>Runs a graph among the attributes, which sees the values around the node.</summary>
    public OnnxData[] RunGraph(CompiledGraph graph, ReadOnlySpan<OnnxData> given)
    {
        Run.CountRun();
        var inner = new Frame(graph, Frame, Frame.Depth + 1);
        if (given.Length != graph.Inputs.Count)
        {
            throw new OperatorException($"a graph within has {graph.Inputs.Count} inputs, expected {given.Length}");
        }

        for (int index = 0; index < given.Length; index++)
        {
            inner.Set(graph.Inputs[index], given[index]);
        }

        return Run.Run(graph, inner);
    }

    /// <summary>Throws where a result would be larger than the run allows: to be asked before its memory is taken.</summary>
    /// <returns>The shape.</returns>
    public int[] Bounded(params int[] shape)
    {
        int count = Shapes.Count(shape);
        return count <= Run.MaximumElements ? shape : throw new OperatorException(
            $"the result {Shapes.Text(shape)} would have {count} elements; raise OnnxRunOptions.MaximumElements, now {Run.MaximumElements}, if the model is to be trusted");
    }

    /// <summary>A value of zeros that is to be filled.</summary>
    public OnnxData New(OnnxDataType type, params int[] shape) => Numbers.Allocate(type, Bounded(shape));

    /// <summary>The node's attributes; those that stand for one of the function around have its value.</summary>
    public IEnumerable<AttributeProto> GivenAttributes()
    {
        foreach (string name in Node.Attributes.Keys)
        {
            if (Find(name) is { } attribute)
            {
                yield return attribute.Name == name ? attribute : Renamed(attribute, name);
            }
        }
    }

    private AttributeProto? Find(string name)
    {
        AttributeProto? attribute = Node.Attributes.GetValueOrDefault(name);
        return attribute is { Reference.Length: > 0 } ? Frame.FunctionAttributes?.GetValueOrDefault(attribute.Reference) : attribute;
    }

    private static AttributeProto Renamed(AttributeProto source, string name)
    {
        var copy = new AttributeProto { Name = name, Type = source.Type, Float = source.Float, Int = source.Int, String = source.String, Tensor = source.Tensor, Graph = source.Graph };
        copy.Floats.AddRange(source.Floats);
        copy.Ints.AddRange(source.Ints);
        copy.Strings.AddRange(source.Strings);
        return copy;
    }
}
