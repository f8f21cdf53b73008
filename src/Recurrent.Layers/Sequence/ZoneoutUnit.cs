using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>Zoneout: sequences by the time loop over the wrapped cell, live streams by the cell's own packed steps, each mixed with the state before.</summary>
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

    public override StreamUnit OpenStream(StreamOptions options) => new ZoneoutStreamUnit(plain.OpenStream(options), _components, probability);

    public override StreamRowsUnit OpenStreams(StreamOptions options) => new ZoneoutStreamRowsUnit(plain.OpenStreams(options), _components, probability);
}
