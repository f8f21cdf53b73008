using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export.Sequences;
using Recurrent.Layers;
using Recurrent.Layers.Memory;

namespace Recurrent.Interop.Onnx.Export.Memory;

/// <summary>A recurrent entity network: a Scan over the sentences that rewrites blocks, then a look at them.</summary>
internal sealed class EntityNetworkNodes : ICellForm
{
    private const float Tiny = 1e-12f;

    public static OnnxValue Scores(StoryNodes story, StoryReader network)
    {
        OnnxGraphBuilder graph = story.Graph;
        (int blocks, int size) = SizesOf(network);
        OnnxValue question = story.Questions(CellWeights.Of(network, "words.weight"));
        OnnxValue start = graph.Add(
            "Expand", [graph.Reshape(graph.Weight(CellWeights.Of(network, "keys")), 1, -1), graph.Concat(0, graph.Size(question, 0), graph.Integers(blocks * size))]);
        OnnxSequence steps = story.Steps(CellWeights.Of(network, "words.weight"));
        OnnxValue last = graph.Reshape(LoopEmitter.Emit(graph, new EntityNetworkNodes(), network, steps, [start], isReverse: false).Final[0], 0, blocks, size);
        OnnxValue weights = graph.Softmax(graph.MatMul(graph.Unsqueeze(question, 1), graph.Transpose(last, 0, 2, 1)));
        OnnxValue found = graph.Linear(graph.Squeeze(graph.MatMul(weights, last), 1), CellWeights.Of(network, "memory.weight"));
        return graph.Linear(Activated(graph, network, graph.Plus(question, found)), CellWeights.Of(network, "output.weight"));
    }

    public ImmutableArray<string> StateNames(Module cell) => ["blocks"];

    public ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, Module cell, OnnxValue input) => [input];

    public ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, Module cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state)
    {
        (int count, int size) = SizesOf(cell);
        OnnxValue sentence = input[0], blocks = graph.Reshape(state[0], 0, count, size);
        OnnxValue byContent = graph.MatMul(blocks, graph.Unsqueeze(sentence, 2));
        OnnxValue byKey = graph.Unsqueeze(graph.MatMul(sentence, graph.Transposed(CellWeights.Of(cell, "keys"))), 2);
        OnnxValue fromKeys = graph.Linear(graph.Weight(CellWeights.Of(cell, "keys")), CellWeights.Of(cell, "key.weight"));
        OnnxValue fromSentence = graph.Unsqueeze(graph.Linear(sentence, CellWeights.Of(cell, "sentence.weight")), 1);
        OnnxValue sums = graph.Plus(graph.Plus(graph.Linear(blocks, CellWeights.Of(cell, "state.weight")), fromKeys), fromSentence);
        OnnxValue changed = graph.Plus(blocks, graph.Times(Activated(graph, cell, sums), graph.Sigmoid(graph.Plus(byContent, byKey))));
        OnnxValue squares = graph.Add("ReduceSum", [graph.Times(changed, changed), graph.Integers(-1)], new OnnxAttribute("keepdims", 1));
        return [graph.Reshape(graph.Over(changed, graph.Add("Sqrt", [graph.Plus(squares, graph.Number(Tiny))])), 0, count * size)];
    }

    private static (int Blocks, int Size) SizesOf(Module network) => (CellWeights.Of(network, "keys").Shape[0], CellWeights.Of(network, "keys").Shape[1]);

    /// <summary>x from 0 on, a slope of its own for every feature below.</summary>
    private static OnnxValue Activated(OnnxGraphBuilder graph, Module network, OnnxValue input) =>
        graph.Add("PRelu", [input, graph.Weight(CellWeights.Of(network, "slope"))]);
}
