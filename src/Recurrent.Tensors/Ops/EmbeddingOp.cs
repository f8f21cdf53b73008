using Recurrent.Kernels.Elementwise;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Shapes;

namespace Recurrent.Tensors.Ops;

/// <summary>Looks rows of a table up.</summary>
public static class EmbeddingOp
{
    /// <summary>y[i] = table[indices[i]]: the vectors of words or categories.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="table">One row an entry, <c>[V, D]</c>.</param>
    /// <param name="indices">Row numbers from 0 to V − 1 in row-major order of <paramref name="indexShape"/>; kept until the step ends, so leave them unchanged.</param>
    /// <param name="indexShape">The axes of the indices, such as <c>[T, B]</c>.</param>
    /// <param name="paddingIndex">A row that is looked up like any other but gets no gradient; null for none.</param>
    /// <returns><c>[T, B, D]</c> for indices <c>[T, B]</c>.</returns>
    /// <exception cref="ArgumentException">The table is not a matrix, an index is outside it, or their number is not that of the shape.</exception>
    /// <remarks>∂table[v] = Σ ∂y[i] over all i with indices[i] = v, in ascending i; untouched rows cost nothing.</remarks>
    public static Tensor Embedding(this Tape tape, Tensor table, ReadOnlyMemory<int> indices, Shape indexShape, int? paddingIndex = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        Check(table.Shape, indices.Span, indexShape);
        int width = table.Shape[1];
        Tensor output = tape.NewTensor(AxisSplit.Inserted(indexShape, indexShape.Rank, width), table.RequiresGradient);
        ReadOnlySpan<float> rows = table.Values;
        Span<float> values = output.Writable;
        ReadOnlySpan<int> chosen = indices.Span;
        for (int index = 0; index < chosen.Length; index++)
        {
            rows.Slice(chosen[index] * width, width).CopyTo(values[(index * width)..]);
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(table, indices, paddingIndex, output));
        }

        return output;
    }

    /// <summary>Entries of the first axis in any order and number: <c>y[i] = input[rows[i]]</c>.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">A tensor <c>[N, …]</c>.</param>
    /// <param name="rows">Entry numbers from 0 to N − 1; one may appear several times. Kept until the step ends.</param>
    /// <returns><c>[rows, …]</c>.</returns>
    /// <exception cref="ArgumentException">The input has no axis or a number is outside it.</exception>
    /// <remarks>Each entry's gradient is the sum over its appearances.</remarks>
    public static Tensor SelectRows(this Tape tape, Tensor input, ReadOnlyMemory<int> rows)
    {
        ArgumentNullException.ThrowIfNull(input);
        AxisSplit split = AxisSplit.Of(input.Shape, 0);
        Tensor selected = tape.Embedding(input.Reshape(new Shape(split.Length, split.Inner)), rows, new Shape(rows.Length));
        return selected.Reshape(input.Shape.With(0, rows.Length));
    }

    private static void Check(Shape table, ReadOnlySpan<int> indices, Shape indexShape)
    {
        if (table.Rank != 2 || indices.Length != indexShape.Length)
        {
            throw new ArgumentException($"Embedding got a table {table} and {indices.Length} indices for {indexShape}; expected [V, D] and {indexShape.Length} indices.", nameof(table));
        }

        for (int index = 0; index < indices.Length; index++)
        {
            if ((uint)indices[index] >= (uint)table[0])
            {
                throw new ArgumentException($"Index {indices[index]} at position {index} is outside the table {table}; expected 0 to {table[0] - 1}.", nameof(indices));
            }
        }
    }

    private sealed class Node(Tensor table, ReadOnlyMemory<int> indices, int? paddingIndex, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            int width = table.Shape[1];
            ReadOnlySpan<float> arriving = output.GradientSpan;
            Span<float> gradient = tape.GradientToAdd(table);
            ReadOnlySpan<int> chosen = indices.Span;
            for (int index = 0; index < chosen.Length; index++)
            {
                if (chosen[index] != paddingIndex)
                {
                    Accumulate.Add(arriving.Slice(index * width, width), gradient.Slice(chosen[index] * width, width));
                }
            }
        }
    }
}
