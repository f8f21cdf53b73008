using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>The values of one run of a graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="outer">The values of the graph around, which it may read; null for none.</param>
/// <param name="depth">How many graphs and functions are around.</param>
internal sealed class Frame(CompiledGraph graph, Frame? outer, int depth)
{
    private readonly Dictionary<string, OnnxData> _values = new(StringComparer.Ordinal);

    public int Depth { get; } = depth;

    /// <summary>Attributes of the function that runs here or around; null outside of functions.</summary>
    public IReadOnlyDictionary<string, AttributeProto>? FunctionAttributes { get; init; } = outer?.FunctionAttributes;

    public void Set(string name, OnnxData value) => _values[name] = value;

    public void Drop(string name) => _values.Remove(name);

    /// <summary>A value by name, from here or from around.</summary>
    public OnnxData? Find(string name) => _values.TryGetValue(name, out OnnxData? value) ? value
        : graph.Constants.TryGetValue(name, out Constant? constant) ? constant.Value
        : outer?.Find(name);
}
