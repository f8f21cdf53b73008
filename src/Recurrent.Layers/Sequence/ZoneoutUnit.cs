using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>Zoneout of a cell that would else run over all steps at once (<see cref="ScanUnits"/>): what a step leaves as it was decides the next one.</summary>
/// <remarks>
/// So sequences go step by step through the wrapped cell; live streams take the steps of the cell's own unit, each mixed with the state before. RNN,
/// LSTM and GRU do without: their fused loop has zoneout in it (<see cref="FusedUnit"/>).
/// </remarks>
/// <param name="loop">Runs the wrapped cell.</param>
/// <param name="plain">Runs the cell without zoneout.</param>
/// <param name="probability">The share of values that stay.</param>
internal sealed class ZoneoutUnit(RecurrentUnit loop, RecurrentUnit plain, float probability) : RecurrentUnit
{
    private readonly int _components = plain.ZeroState(batch: 0).Length;

    public override Module Cell => loop.Cell;

    public override LayerExecution Execution => loop.Execution;

    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction) => loop.Run(tape, input, initial, direction);

    public override Tensor[] ZeroState(int batch) => loop.ZeroState(batch);

    public override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) => loop.Activations(tape, input, state);

    public override bool StreamsReadParameters => plain.StreamsReadParameters;

    public override StreamUnit OpenStream(StreamOptions options) => new ZoneoutStreamUnit(plain.OpenStream(options), _components, probability);

    public override StreamRowsUnit OpenStreams(StreamOptions options) => new ZoneoutStreamRowsUnit(plain.OpenStreams(options), _components, probability);
}
