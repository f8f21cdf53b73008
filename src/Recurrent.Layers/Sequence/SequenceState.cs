using System.Collections.Immutable;
using Recurrent.Tensors;

namespace Recurrent.Layers.Sequence;

/// <summary>What a recurrent layer remembers between two calls: a value that goes in and comes out.</summary>
/// <param name="Components">
/// One tensor per kind of memory, each <c>[L·directions, B, H]</c>, layer-major and direction-minor as in PyTorch: the hidden state first,
/// then, for an LSTM, the cell state.
/// </param>
public sealed record SequenceState(ImmutableArray<Tensor> Components)
{
    // Stands for a row that starts at zero.
    private const int NoRow = -1;

    /// <summary>One tensor per kind of memory, each <c>[L·directions, B, H]</c>, layer-major and direction-minor.</summary>
    /// <exception cref="ArgumentException">Set to the default, which is no array.</exception>
    public ImmutableArray<Tensor> Components
    {
        get;
        init => field = Given(value);
    } = Given(Components);

    /// <summary>The hidden state h, <c>[L·directions, B, H]</c>.</summary>
    public Tensor Hidden => Components[0];

    /// <summary>The cell state c of an LSTM, <c>[L·directions, B, H]</c>.</summary>
    /// <exception cref="InvalidOperationException">The layer has no cell state.</exception>
    public Tensor Cell => Components.Length > 1 ? Components[1] : throw new InvalidOperationException("Only LSTM-like layers have a cell state; use Hidden.");

    /// <summary>B, the number of rows.</summary>
    public int Batch => Hidden.Shape[1];

    /// <summary>A copy without gradient that outlives the step: how truncated back-propagation cuts the tape.</summary>
    /// <returns>A state of constants.</returns>
    public SequenceState Detach() => new([.. Components.Select(component => component.Detach())]);

    /// <summary>As <see cref="Detach"/>, in the memory of an earlier state that nothing reads any more: a long training then makes no garbage, which matters where states are large, as a transformer's are.</summary>
    /// <param name="earlier">
    /// From <see cref="Detach"/> or this method, and neither a state that a tape still needs for its backward pass nor this one; its values are lost. Null, or
    /// of other shapes, for memory of its own.
    /// </param>
    /// <returns>A state of constants; <paramref name="earlier"/> itself where its shapes are the same.</returns>
    public SequenceState DetachInto(SequenceState? earlier)
    {
        if (earlier is null || !earlier.Components.Select(static one => one.Shape).SequenceEqual(Components.Select(static one => one.Shape)))
        {
            return Detach();
        }

        for (int component = 0; component < Components.Length; component++)
        {
            Components[component].Values.CopyTo(earlier.Components[component].Writable);
        }

        return earlier;
    }

    /// <summary>A copy in which some rows are back at zero, as at the start of a new sequence.</summary>
    /// <param name="rows">Rows to reset, each 0 to B − 1.</param>
    /// <returns>A detached state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public SequenceState ResetRows(params ReadOnlySpan<int> rows)
    {
        int[] sources = [.. Enumerable.Range(0, Batch)];
        foreach (int row in rows)
        {
            sources[CheckRow(row)] = NoRow;
        }

        return Gather(sources);
    }

    /// <summary>The state of some rows only, in the order given: to continue a part of a batch, or to repeat rows for a beam.</summary>
    /// <param name="rows">Rows to take, each 0 to B − 1; repeats are allowed.</param>
    /// <returns>A detached state of <paramref name="rows"/>' length.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public SequenceState SelectRows(params ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            CheckRow(row);
        }

        return Gather(rows);
    }

    private static ImmutableArray<Tensor> Given(ImmutableArray<Tensor> components) => components.IsDefault
        ? throw new ArgumentException("Received no components (the default of ImmutableArray); expected a tensor for each kind of memory. For a state of zeros give the layer null.", nameof(components))
        : components;

    private static Tensor Gather(Tensor source, ReadOnlySpan<int> rows)
    {
        Shape shape = source.Shape.With(1, rows.Length);
        int width = shape.LengthOf(2, shape.Rank);
        var values = new float[shape.Length];
        Span<float> destination = values;
        for (int layer = 0; layer < shape[0]; layer++)
        {
            foreach (int row in rows)
            {
                if (row != NoRow)
                {
                    source.Values.Slice(((layer * source.Shape[1]) + row) * width, width).CopyTo(destination);
                }

                destination = destination[width..];
            }
        }

        return Tensor.FromValues(values, shape);
    }

    private SequenceState Gather(ReadOnlySpan<int> rows)
    {
        var components = ImmutableArray.CreateBuilder<Tensor>(Components.Length);
        foreach (Tensor component in Components)
        {
            components.Add(Gather(component, rows));
        }

        return new SequenceState(components.MoveToImmutable());
    }

    private int CheckRow(int row) => (uint)row < (uint)Batch
        ? row
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"The state has {Batch} rows; give row numbers from 0 to {Batch - 1}.");
}
