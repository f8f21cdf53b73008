using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Memory;

/// <summary>One layer of a <see cref="QueryReduction"/>.</summary>
internal sealed class QueryReductionLayer : Module
{
    /// <summary>Gates that start almost closed let the gradients of early sentences through.</summary>
    private const float UpdateBias = -2.5f;

    private readonly Linear _update;
    private readonly Linear? _reset;
    private readonly Linear _candidate;

    public QueryReductionLayer(QueryReductionOptions options, InitializationScope initialization)
    {
        int gates = options.HasVectorGates ? options.Size : 1;
        _update = AddModule("update", new Linear(options.Size, gates, initialization.Part("update")));
        _update.Bias!.BeginUpdate().Fill(UpdateBias);
        _reset = options.HasReset ? AddModule("reset", new Linear(options.Size, gates, initialization.Part("reset"))) : null;
        _candidate = AddModule("candidate", new Linear(2 * options.Size, options.Size, initialization.Part("candidate")));
    }

    public QueryReductionStep Run(Tape tape, SequenceBatch sentences, Tensor queries, bool isLast)
    {
        Tensor match = tape.Multiply(sentences.Values, queries);
        Tensor update = tape.Sigmoid(_update.Run(tape, match));
        Tensor candidate = tape.Tanh(_candidate.Run(tape, tape.Concat(-1, sentences.Values, queries)));
        Tensor strength = _reset is null ? update : tape.Multiply(update, tape.Sigmoid(_reset.Run(tape, match)));
        Tensor keep = tape.BroadcastTo(tape.AddScalar(tape.Negate(update), 1), candidate.Shape);
        SequenceBatch gates = sentences.With(tape.Concat(-1, keep, tape.Multiply(strength, candidate)));
        RecurrentSequenceResult forward = tape.LinearScan(gates);
        Tensor next = isLast ? forward.Outputs : tape.Add(forward.Outputs, tape.LinearScan(gates, direction: SequenceDirection.Reverse).Outputs);
        return new QueryReductionStep(next, forward.Hidden, gates);
    }
}
