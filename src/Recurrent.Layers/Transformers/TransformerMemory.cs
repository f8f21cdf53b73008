using System.Collections.Immutable;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>
/// A transformer's state: keys and values <c>[L, B, M, H]</c> of the last steps of each row, right-aligned, and how many steps a row has had,
/// <c>[1, B, 2]</c>.
/// </summary>
/// <remarks>The number of steps is kept as high · 2²⁰ + low: a float alone counts no further than 2²⁴.</remarks>
internal sealed class TransformerMemory
{
    private const int KeysIndex = 0;
    private const int ValuesIndex = 1;
    private const int StepsIndex = 2;
    private const int ComponentCount = 3;
    private const long LowSteps = 1 << 20;
    private readonly SequenceState? _state;

    private TransformerMemory(SequenceState? state, long[] steps) => (_state, Steps) = (state, steps);

    /// <summary>Steps that each row has had.</summary>
    public long[] Steps { get; }

    /// <summary>M, the remembered steps of the rows that have most.</summary>
    public int Count => _state is null ? 0 : _state.Components[KeysIndex].Shape[2];

    /// <summary>The state at the start.</summary>
    public static SequenceState Zero(int layers, int batch, int size) => new(
        [Tensor.Zeros(new Shape(layers, batch, 0, size)), Tensor.Zeros(new Shape(layers, batch, 0, size)), Tensor.Zeros(new Shape(1, batch, 2))]);

    /// <summary>A state made from parts.</summary>
    public static SequenceState Of(Tensor keys, Tensor values, ReadOnlySpan<long> steps)
    {
        var counts = new float[2 * steps.Length];
        for (int row = 0; row < steps.Length; row++)
        {
            counts[2 * row] = steps[row] / LowSteps;
            counts[(2 * row) + 1] = steps[row] % LowSteps;
        }

        return new SequenceState([keys, values, Tensor.FromValues(counts, new Shape(1, steps.Length, 2))]);
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="ArgumentException">It is not one of such a transformer and batch.</exception>
    public static TransformerMemory Read(SequenceState? state, int layers, int batch, int size)
    {
        if (state is null)
        {
            return new TransformerMemory(null, new long[batch]);
        }

        ImmutableArray<Tensor> parts = state.Components;
        bool fits = parts.Length == ComponentCount && parts[KeysIndex].Shape.Rank == 4 && parts[ValuesIndex].Shape == parts[KeysIndex].Shape
            && parts[KeysIndex].Shape.With(2, 1) == new Shape(layers, batch, 1, size) && parts[StepsIndex].Shape == new Shape(1, batch, 2);
        if (!fits)
        {
            throw new ArgumentException(
                $"Got a state of {string.Join(" and ", parts.Select(part => part.Shape))}; this transformer and a batch of {batch} rows need keys and values " +
                $"[{layers}, {batch}, steps, {size}] and counts [1, {batch}, 2]. Use ZeroState or SelectRows.", nameof(state));
        }

        ReadOnlySpan<float> counts = parts[StepsIndex].Values;
        var steps = new long[batch];
        for (int row = 0; row < batch; row++)
        {
            steps[row] = Math.Max(0, ((long)MathF.Round(counts[2 * row]) * LowSteps) + (long)MathF.Round(counts[(2 * row) + 1]));
        }

        return new TransformerMemory(state, steps);
    }

    /// <summary>Remembered steps of a row.</summary>
    public int ValidOf(int row) => (int)Math.Min(Count, Steps[row]);

    /// <summary>Keys and values of one layer; null when there are none.</summary>
    public LayerMemory? Of(int layer) => Count == 0 ? null : new LayerMemory(_state!.Components[KeysIndex].At(layer), _state.Components[ValuesIndex].At(layer));

    /// <summary>The state after some steps.</summary>
    /// <param name="tape">Where it lives and is recorded.</param>
    /// <param name="batch">The steps.</param>
    /// <param name="outputs">What each layer gave.</param>
    /// <param name="most">The most steps to remember.</param>
    public SequenceState After(Tape tape, SequenceBatch batch, TransformerLayerOutput[] outputs, int most)
    {
        var spans = new (int Start, int End)[batch.Batch];
        var steps = new long[batch.Batch];
        int count = 0;
        for (int row = 0; row < spans.Length; row++)
        {
            int end = Count + batch.LengthOf(row);
            spans[row] = (Count - ValidOf(row), end);
            steps[row] = Steps[row] + batch.LengthOf(row);
            count = Math.Max(count, Math.Min(most, end - spans[row].Start));
        }

        Tensor keys = tape.LastSteps([.. outputs.Select(output => output.Keys)], spans, count);
        Tensor values = tape.LastSteps([.. outputs.Select(output => output.Values)], spans, count);
        return Of(keys, values, steps);
    }
}
