using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export.Sequences;
using Recurrent.Layers;
using Recurrent.Layers.Memory;

namespace Recurrent.Interop.Onnx.Export.Memory;

/// <summary>A query-reduction network: layers whose recurrence h ← a ⊙ h + b is a Scan in one direction or two.</summary>
internal sealed class QueryReductionNodes : ICellForm
{
    public static OnnxValue Scores(StoryNodes story, StoryReader network)
    {
        OnnxGraphBuilder graph = story.Graph;
        OnnxSequence sentences = story.Steps(CellWeights.Of(network, "words.weight"));
        OnnxValue final = story.Questions(CellWeights.Of(network, "words.weight"));
        OnnxValue queries = graph.Add("Expand", [graph.Unsqueeze(final, 0), graph.Add("Shape", [sentences.Values])]);
        for (int hop = 0; hop < story.Options.Hops; hop++)
        {
            string layer = CellWeights.Find(network, $"layer{hop}.update.weight") is null ? "layer0" : $"layer{hop}";
            OnnxGraphBuilder own = graph.Within($"hop{hop}");
            OnnxSequence gates = sentences.With(Gates(own, network, layer, sentences.Values, queries));
            OnnxValue start = own.Times(final, own.Number(0));
            (queries, ImmutableArray<OnnxValue> last) = LoopEmitter.Emit(own, new QueryReductionNodes(), network, gates, [start], isReverse: false);
            final = last[0];
            if (hop + 1 < story.Options.Hops)
            {
                queries = own.Plus(queries, LoopEmitter.Emit(own.Within("reverse"), new QueryReductionNodes(), network, gates, [start], isReverse: true).Outputs);
            }
        }

        return graph.Linear(final, CellWeights.Of(network, "output.weight"), CellWeights.Of(network, "output.bias"));
    }

    public ImmutableArray<string> StateNames(Module cell) => ["hidden"];

    public ImmutableArray<OnnxValue> Prepare(OnnxGraphBuilder graph, Module cell, OnnxValue input) =>
        [.. graph.Split(input, 2, CellWeights.Of(cell, "words.weight").Shape[1])];

    public ImmutableArray<OnnxValue> Step(OnnxGraphBuilder graph, Module cell, ImmutableArray<OnnxValue> input, ImmutableArray<OnnxValue> state) =>
        [graph.Plus(graph.Times(input[0], state[0]), input[1])];

    /// <summary>1 − z and z r h̃ side by side, <c>[N, B, 2E]</c>.</summary>
    private static OnnxValue Gates(OnnxGraphBuilder graph, Module network, string layer, OnnxValue sentences, OnnxValue queries)
    {
        OnnxValue match = graph.Times(sentences, queries), update = graph.Sigmoid(Map("update", match));
        OnnxValue candidate = graph.Tanh(Map("candidate", graph.Concat(-1, sentences, queries)));
        OnnxValue strength = CellWeights.Find(network, $"{layer}.reset.weight") is null ? update : graph.Times(update, graph.Sigmoid(Map("reset", match)));
        OnnxValue keep = graph.Add("Expand", [graph.Minus(graph.Number(1), update), graph.Add("Shape", [candidate])]);
        return graph.Concat(-1, keep, graph.Times(strength, candidate));

        OnnxValue Map(string part, OnnxValue input) =>
            graph.Linear(input, CellWeights.Of(network, $"{layer}.{part}.weight"), CellWeights.Of(network, $"{layer}.{part}.bias"));
    }
}
