using Recurrent.Interop.Onnx.Import.Operators.Recurrent;
using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Weights;

namespace Recurrent.Interop.Onnx.Import.Conversion;

/// <summary>Finds the nodes of a graph that are layers of this library.</summary>
/// <param name="model">The model.</param>
internal sealed class LayerFinder(OnnxModel model)
{
    private readonly GraphLinks _links = new(model.Graph);
    private readonly List<RecognizedLayer> _layers = [];
    private readonly List<UnrecognizedTensor> _left = [];
    private readonly Dictionary<CompiledNode, int> _recurrent = [];

    /// <summary>All layers in the order of the graph.</summary>
    public Recognition Find()
    {
        foreach (CompiledNode node in model.Graph.Nodes)
        {
            try
            {
                Take(node);
            }
            catch (OperatorException problem)
            {
                _left.Add(new UnrecognizedTensor(node.Proto.Name, $"{node.Title} is no layer of this library: {problem.Message}."));
            }
        }

        return new Recognition(_layers, _left);
    }

    private void Take(CompiledNode node)
    {
        switch (node.Proto.Operator)
        {
            case "RNN": TakeRecurrent(node, RecurrentKind.Rnn); break;
            case "GRU": TakeRecurrent(node, RecurrentKind.Gru); break;
            case "LSTM": TakeRecurrent(node, RecurrentKind.Lstm); break;
            case "Gemm" or "MatMul" when FeedForwardLayers.Linear(node, _links) is { } linear: Add(node, linear); break;
            case "LayerNormalization" when FeedForwardLayers.LayerNorm(node, _links) is { } norm: Add(node, norm); break;
            case "Gather" when FeedForwardLayers.Embedding(node, _links) is { } table: Add(node, table); break;
            default: break;
        }
    }

    /// <summary>A node that reads the outputs of another of its kind goes on top of that one; others start a layer of their own.</summary>
    private void TakeRecurrent(CompiledNode node, RecurrentKind kind)
    {
        RecognizedLayer layer = RecurrentLayers.Of(node, kind, model, _links);
        if (_links.SequenceBefore(node) is { } below && _recurrent.TryGetValue(below, out int place) && RecurrentLayers.Stacked(_layers[place], layer) is { } stack)
        {
            _layers[place] = stack;
            _recurrent[node] = place;
            return;
        }

        Add(node, layer);
        _recurrent[node] = _layers.Count - 1;
    }

    private void Add(CompiledNode node, RecognizedLayer layer)
    {
        string given = node.Proto.Name.Trim('/').Replace('/', '.');
        string name = given.Length > 0 ? given : node.Proto.Operator.ToLowerInvariant();
        int number = 2;
        string free = name;
        while (_layers.Exists(other => other.Name == free))
        {
            free = $"{name}_{number++}";
        }

        _layers.Add(layer with { Name = free });
    }
}
