using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export;
using Recurrent.Text.Translation.Storage;

namespace Recurrent.Interop.Tasks.Translation;

/// <summary>One step of a recurrent decoder.</summary>
internal sealed class RecurrentStep(TaskGraph graph, TranslatorState state)
{
    private readonly DecoderParts _parts = new(state);
    private readonly OnnxGraphBuilder _nodes = graph.Nodes.Within("decoder");

    /// <summary>Adds inputs, nodes and outputs.</summary>
    /// <param name="vectors">Embedded tokens, <c>[1, B, E]</c>.</param>
    /// <param name="lengths">Tokens of every source, int32 <c>[B]</c>.</param>
    /// <returns><c>[B, E]</c>.</returns>
    public OnnxValue Add(OnnxValue vectors, OnnxValue lengths)
    {
        var values = graph.Input(DecoderParts.Values, OnnxElementType.Number, "from the encoder", TaskGraph.Batch, DecoderParts.Source, _parts.ValueWidth);
        var keys = graph.Input(DecoderParts.AttentionKeys, OnnxElementType.Number, "from the encoder", TaskGraph.Batch, DecoderParts.Source, state.Architecture.Hidden);
        var before = Initial();
        var input = before.Fed is null ? vectors : _nodes.Concat(-1, vectors, _nodes.Unsqueeze(before.Fed, 0));
        var lower = _nodes.Within("lower").Run(_parts.Lower, new OnnxSequence(input, lengths: null), before.Lower);
        var looked = Look(lower.Outputs.Values, new OnnxAttentionMemory(values, keys, Valid(keys, lengths)), before.Coverage);
        var (context, weights) = (_nodes.Transpose(looked.Context, 1, 0, 2), _nodes.Squeeze(looked.Weights, 1));
        var (top, above) = Above(lower.Outputs.Values, context, before);
        var readout = _nodes.Squeeze(_nodes.Tanh(_nodes.Run(state.Network.Map("decoder.readout"), _nodes.Concat(-1, top, context))), 0);
        graph.Output("attention", weights, OnnxElementType.Number, "shares of the source's steps in this step", TaskGraph.Batch, DecoderParts.Source);
        _parts.AddState(graph, "final_", new DecoderNodes(
            lower.State, above, before.Fed is null ? null : readout, before.Coverage is null ? null : _nodes.Plus(before.Coverage, weights)));
        return readout;
    }

    private DecoderNodes Initial()
    {
        var architecture = state.Architecture;
        var lower = graph.InitialState(_parts.Lower, "lower_");
        ImmutableArray<OnnxValue> upper = _parts.Upper is null ? [] : graph.InitialState(_parts.Upper, "upper_");
        var fed = architecture.InputFeeding
            ? graph.Input("initial_" + DecoderParts.Fed, OnnxElementType.Number, "from the encoder or the last step", TaskGraph.Batch, architecture.Embedding)
            : null;
        var coverage = architecture.Coverage
            ? graph.Input("initial_" + DecoderParts.Coverage, OnnxElementType.Number, "from the encoder or the last step", TaskGraph.Batch, DecoderParts.Source)
            : null;
        return new DecoderNodes(lower, upper, fed, coverage);
    }

    private OnnxAttentionOutput Look(OnnxValue hidden, OnnxAttentionMemory memory, OnnxValue? coverage) =>
        _nodes.Run(_parts.Attention, _nodes.Transpose(hidden, 1, 0, 2), memory, coverage is null ? null : _nodes.Unsqueeze(coverage, 1));

    /// <summary>Which steps of the sources are valid, <c>[B, 1, S]</c>.</summary>
    private OnnxValue Valid(OnnxValue keys, OnnxValue lengths) =>
        _nodes.Add("Less", [_nodes.Counted(_nodes.Size(keys, 1)), _nodes.Unsqueeze(_nodes.Cast(lengths, OnnxElementType.Integer64), 1, 2)]);

    private (OnnxValue Top, ImmutableArray<OnnxValue> State) Above(OnnxValue hidden, OnnxValue context, DecoderNodes before)
    {
        if (_parts.Upper is null) return (hidden, []);
        var upper = _nodes.Within("upper").Run(_parts.Upper, new OnnxSequence(_nodes.Concat(-1, hidden, context), lengths: null), before.Upper);
        return (upper.Outputs.Values, upper.State);
    }
}
