using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Import.Conversion;

/// <summary>Who writes and reads the values of a graph, and which of them never change.</summary>
/// <param name="graph">The graph.</param>
internal sealed class GraphLinks(CompiledGraph graph)
{
    /// <summary>What only changes the shape between the outputs of a layer and the input of the next, one direction or two.</summary>
    private static readonly string[] Reshaping = ["Squeeze", "Transpose", "Reshape", "Identity", "Dropout"];

    private readonly Dictionary<string, CompiledNode> _writers = graph.Nodes
        .SelectMany(node => node.Proto.Outputs.Where(name => name.Length > 0), (node, name) => (node, name))
        .DistinctBy(pair => pair.name)
        .ToDictionary(pair => pair.name, pair => pair.node);

    /// <summary>The value of an input that never changes; null for others.</summary>
    public OnnxData? ConstantOf(CompiledNode node, int input)
    {
        string name = node.Proto.Inputs.ElementAtOrDefault(input) ?? string.Empty;
        return graph.Constants.TryGetValue(name, out Constant? constant) ? constant.Value
            : _writers.TryGetValue(name, out CompiledNode? writer) && writer.Proto.Operator == "Constant" && writer.Attributes.GetValueOrDefault("value")?.Tensor is { } tensor ? TensorReader.Read(tensor)
            : null;
    }

    /// <summary>The only reader of a node's first output; null where there are several or none, or where it is an output of the graph.</summary>
    public CompiledNode? OnlyReader(CompiledNode node)
    {
        string name = node.Proto.Outputs.FirstOrDefault() ?? string.Empty;
        CompiledNode[] readers = [.. graph.Nodes.Where(reader => reader.Proto.Inputs.Contains(name) || reader.Graphs.Count > 0)];
        return readers.Length == 1 && !graph.Outputs.Contains(name) ? readers[0] : null;
    }

    /// <summary>The recurrent node whose outputs of every step a node reads, with nothing between but another shape.</summary>
    public CompiledNode? SequenceBefore(CompiledNode node)
    {
        string name = node.Proto.Inputs.FirstOrDefault() ?? string.Empty;
        while (_writers.TryGetValue(name, out CompiledNode? writer))
        {
            if (writer.Proto.Operator is "RNN" or "GRU" or "LSTM")
            {
                return writer.Proto.Outputs[0] == name ? writer : null;
            }

            if (!Reshaping.Contains(writer.Proto.Operator) || !KeepsOrder(writer))
            {
                return null;
            }

            name = writer.Proto.Inputs.FirstOrDefault() ?? string.Empty;
        }

        return null;
    }

    /// <summary>A transpose between layers swaps directions and rows of Y <c>[T, D, B, H]</c>; any other mixes steps and rows.</summary>
    private static bool KeepsOrder(CompiledNode node) =>
        node.Proto.Operator != "Transpose" || (node.Attributes.GetValueOrDefault("perm") is AttributeProto { Ints: [0, 2, 1, 3] });
}
