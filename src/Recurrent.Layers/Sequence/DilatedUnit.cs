using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>One layer whose steps read the state of d steps before: d interleaved sequences, run as d times the rows by any unit.</summary>
/// <remarks>
/// The state has every component of the unit once per slot, the newest first, so that the first components are those of the last step; layers
/// of a stack have as many slots as the one with the largest dilation and leave alone those that they do not need.
/// </remarks>
internal sealed class DilatedUnit(RecurrentUnit unit, int dilation, int slots) : RecurrentUnit
{
    private readonly int _components = unit.ZeroState(batch: 0).Length;

    /// <summary>How many steps ago the state that a step reads was made.</summary>
    public int Dilation => dilation;

    /// <summary>States that are kept, the newest first.</summary>
    public int SlotCount => slots;

    /// <summary>What runs the interleaved sequences.</summary>
    public RecurrentUnit Inner => unit;

    public override Module Cell => unit.Cell;

    public override LayerExecution Execution => unit.Execution;

    public override UnitOutput Run(Tape tape, SequenceBatch input, ReadOnlySpan<Tensor> initial, SequenceDirection direction)
    {
        var steps = new DilatedSlots(input, dilation, direction);
        Tensor[] start = initial.IsEmpty ? ZeroState(input.Batch) : initial.ToArray();
        UnitOutput output = unit.Run(tape, Interleaved(tape, input, steps), Moved(tape, start, steps.First(), input.Batch), direction);
        Tensor outputs = output.Outputs.Reshape(new Shape(steps.Time * dilation, input.Batch, output.Outputs.Shape[2])).Slice(0, input.Time);
        return new UnitOutput(outputs, Slots(tape, output.Final, start, steps.Last()));
    }

    public override Tensor[] ZeroState(int batch) => [.. Enumerable.Range(0, slots).SelectMany(_ => unit.ZeroState(batch))];

    public override IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, ReadOnlySpan<Tensor> state) =>
        unit.Activations(tape, input, state.Slice((dilation - 1) * _components, _components));

    public override bool StreamsReadParameters => unit.StreamsReadParameters;

    public override StreamUnit OpenStream(StreamOptions options) =>
        new DilatedStreamUnit([.. Enumerable.Range(0, dilation).Select(_ => unit.OpenStream(options))], slots, _components);

    public override StreamRowsUnit OpenStreams(StreamOptions options) => new DilatedStreamRowsUnit(unit.OpenStreams(options), dilation, slots, _components);

    /// <summary><c>[T, B, I]</c> as <c>[T / d, d · B, I]</c>, which is the same memory where d divides T.</summary>
    private static SequenceBatch Interleaved(Tape tape, SequenceBatch input, DilatedSlots steps)
    {
        int missing = (steps.Time * steps.Dilation) - input.Time;
        Tensor values = missing == 0 ? input.Values : tape.Concat(0, input.Values, tape.Zeros(new Shape(missing, input.Batch, input.Features)));
        return new SequenceBatch(values.Reshape(new Shape(steps.Time, steps.Dilation * input.Batch, input.Features)), [.. steps.Lengths()]);
    }

    /// <summary>Rows of the slots' components in another order, <c>[d · B, width]</c> each.</summary>
    private Tensor[] Moved(Tape tape, Tensor[] state, int[] places, int batch) => [.. Enumerable.Range(0, _components).Select(component =>
    {
        Tensor[] parts = [.. Enumerable.Range(0, dilation).Select(slot => state[(slot * _components) + component])];
        return tape.Embedding(tape.Concat(0, parts), places, new Shape(dilation * batch));
    })];

    private Tensor[] Slots(Tape tape, Tensor[] final, Tensor[] start, int[] places)
    {
        var state = (Tensor[])start.Clone();
        for (int component = 0; component < _components; component++)
        {
            Tensor moved = tape.Embedding(final[component], places, new Shape(places.Length));
            for (int slot = 0; slot < dilation; slot++)
            {
                state[(slot * _components) + component] = moved.Slice(slot * places.Length / dilation, places.Length / dilation);
            }
        }

        return state;
    }
}
