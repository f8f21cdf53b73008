using Recurrent.Interop.Onnx.Export.Attention;
using Recurrent.Layers.Memory;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export.Memory;

/// <summary>An end-to-end memory network: hops over all sentences at once.</summary>
internal sealed class EndToEndMemoryNodes(StoryNodes story, StoryReader network)
{
    private readonly EndToEndMemoryOptions _options = (EndToEndMemoryOptions)story.Options;
    private readonly OnnxGraphBuilder _graph = story.Graph;

    public OnnxValue Scores()
    {
        bool isAdjacent = _options.Tying == WeightTying.Adjacent;
        OnnxValue mask = _graph.Unsqueeze(_graph.Add("Less", [story.Places, story.Counts]), 1);
        OnnxValue ages = _graph.Add("Clip", [_graph.Minus(_graph.Minus(story.Counts, _graph.OneInteger(1)), story.Places), _graph.OneInteger(0), _graph.OneInteger(_options.Ages - 1)]);
        OnnxValue state = story.Questions(CellWeights.Find(network, "question") ?? Table(0));
        OnnxValue keys = Memories(0, ages), values = Memories(1, ages);
        for (int hop = 0; hop < _options.Hops; hop++)
        {
            OnnxValue scores = _graph.MatMul(_graph.Unsqueeze(state, 1), _graph.Transpose(keys, 0, 2, 1));
            OnnxValue read = _graph.MatMul(MaskedSoftmax.Of(_graph, scores, mask), values);
            state = Next(hop, state, _graph.Squeeze(read, 1));
            if (isAdjacent && hop + 1 < _options.Hops)
            {
                (keys, values) = (values, Memories(hop + 2, ages));
            }
        }

        return isAdjacent ? _graph.MatMul(state, _graph.Transpose(Answers(), 1, 0)) : _graph.Linear(state, CellWeights.Of(network, "output"));
    }

    private OnnxValue Next(int hop, OnnxValue state, OnnxValue read)
    {
        OnnxValue before = CellWeights.Find(network, "between.weight") is { } between ? _graph.Linear(state, between) : state;
        return CellWeights.Find(network, $"gate{hop}.weight") is { } gate
            ? _graph.Mixed(_graph.Sigmoid(_graph.Linear(state, gate, CellWeights.Of(network, $"gate{hop}.bias"))), read, before)
            : _graph.Plus(before, read);
    }

    /// <summary>The words that stand for the answers, which share the last table.</summary>
    private OnnxValue Answers() => _graph.Add(
        "Gather", [_graph.Weight(Table(_options.Hops)), _graph.Integers([.. _options.AnswerTokens.Select(token => (long)token)])], new OnnxAttribute("axis", 0));

    private OnnxValue Memories(int table, OnnxValue ages) => _graph.Plus(
        story.Sentences(Table(table)), _graph.Add("Gather", [_graph.Weight(CellWeights.Of(network, $"time{table}")), ages], new OnnxAttribute("axis", 0)));

    private Parameter Table(int number) => CellWeights.Of(network, $"table{number}");
}
