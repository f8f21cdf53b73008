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

    /// <summary>A copy in which some rows are back at zero, as at the start of a new sequence.</summary>
    /// <param name="rows">Rows to reset, each 0 to B − 1.</param>
    /// <returns>A detached state.</returns>
    public SequenceState ResetRows(params ReadOnlySpan<int> rows)
    {
        var components = ImmutableArray.CreateBuilder<Tensor>(Components.Length);
        foreach (Tensor component in Components)
        {
            float[] values = component.Values.ToArray();
            foreach (int row in rows)
            {
                ForEachLayer(component.Shape, row, (offset, length) => values.AsSpan(offset, length).Clear());
            }

            components.Add(Tensor.FromValues(values, component.Shape));
        }

        return new SequenceState(components.MoveToImmutable());
    }

    /// <summary>The state of some rows only, in the order given: to continue a part of a batch, or to repeat rows for a beam.</summary>
    /// <param name="rows">Rows to take, each 0 to B − 1; repeats are allowed.</param>
    /// <returns>A detached state of <paramref name="rows"/>' length.</returns>
    public SequenceState SelectRows(params ReadOnlySpan<int> rows)
    {
        var components = ImmutableArray.CreateBuilder<Tensor>(Components.Length);
        foreach (Tensor component in Components)
        {
            Shape shape = component.Shape.With(1, rows.Length);
            var values = new float[shape.Length];
            for (int target = 0; target < rows.Length; target++)
            {
                int width = shape[2], column = target;
                Tensor source = component;
                ForEachLayer(component.Shape, rows[target], (offset, length) =>
                    source.Values.Slice(offset, length).CopyTo(values.AsSpan(((offset / width / source.Shape[1] * shape[1]) + column) * width)));
            }

            components.Add(Tensor.FromValues(values, shape));
        }

        return new SequenceState(components.MoveToImmutable());
    }

    private static void ForEachLayer(Shape shape, int row, Action<int, int> visit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)shape[1], nameof(row));
        for (int layer = 0; layer < shape[0]; layer++)
        {
            visit(((layer * shape[1]) + row) * shape[2], shape[2]);
        }
    }
}
