using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>An LSTM with peepholes, fused over all steps; live streams run the cell's ops.</summary>
internal sealed class PeepholeUnit(LstmCell cell, RecurrentOptions options) : RecurrentUnit
{
    private readonly CellUnit<LstmCell, LstmState> _steps = new(cell);

    public override Module Cell => cell;

    public override LayerExecution Execution => LayerExecution.Fused;

    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        RecurrentWeights weights = cell.FusedWeights(tape, tape.Dropout(cell.RecurrentWeight, (float)options.WeightDropout));
        Tensor bias = tape.Add(weights.InputBias!, weights.RecurrentBias!);
        SequenceBatch finite = FinitePadding.Of(tape, input);
        (Tensor? hidden, Tensor? memory) = initial.IsEmpty ? (null, null) : (initial[0], initial[1]);
        (Tensor outputs, Tensor lastHidden, Tensor lastCell) = tape.PeepholeLstmSequence(
            finite.With(tape.Linear(finite.Values, weights.Input, bias)), weights.Recurrent, cell.FusedPeepholes(tape), hidden, memory, direction);
        return new UnitOutput(outputs, [lastHidden, lastCell]);
    }

    public override Tensor[] ZeroState(int batch) => _steps.ZeroState(batch);

    public override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) => _steps.Activations(tape, input, state);

    public override bool StreamsReadParameters => true;

    public override StreamUnit OpenStream(StreamOptions options) => _steps.OpenStream(options);

    public override StreamRowsUnit OpenStreams(StreamOptions options) => _steps.OpenStreams(options);
}
