using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>A random matrix with orthonormal rows (or columns, when there are fewer of them): it keeps the length of what it multiplies.</summary>
/// <param name="Gain">Factor on the matrix; every singular value is the gain.</param>
/// <remarks>
/// The orthogonal factor of the QR decomposition of a matrix of normal numbers, with the signs that make R's diagonal positive, is uniformly
/// distributed; Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2013.
/// Q is found by modified Gram–Schmidt in double precision, whose loss of orthogonality (condition number times 1e-16) vanishes in float32.
/// </remarks>
public sealed record Orthogonal(double Gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        int rows = (int)FanOut(shape), columns = (int)FanIn(shape);
        random.FillNormal(values);

        // The shorter side's vectors are made orthonormal; a tall matrix is therefore read as its transpose.
        bool isTall = rows > columns;
        (int count, int length) = isTall ? (columns, rows) : (rows, columns);
        double[][] vectors = [.. Enumerable.Range(0, count).Select(_ => new double[length])];
        for (int vector = 0; vector < count; vector++)
        {
            for (int element = 0; element < length; element++)
            {
                vectors[vector][element] = values[isTall ? (element * columns) + vector : (vector * columns) + element];
            }
        }

        Orthonormalize(vectors);
        for (int vector = 0; vector < count; vector++)
        {
            for (int element = 0; element < length; element++)
            {
                values[isTall ? (element * columns) + vector : (vector * columns) + element] = (float)(Gain * vectors[vector][element]);
            }
        }
    }

    private static void Orthonormalize(double[][] vectors)
    {
        for (int index = 0; index < vectors.Length; index++)
        {
            double[] unit = vectors[index];
            double length = Math.Sqrt(Dot(unit, unit));
            AddScaled(unit, (1 / length) - 1, unit);
            for (int later = index + 1; later < vectors.Length; later++)
            {
                AddScaled(unit, -Dot(unit, vectors[later]), vectors[later]);
            }
        }
    }

    // Four lanes at every hardware width, so that the same seed gives the same bits on every machine.
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector256<double>> leftBlocks = MemoryMarshal.Cast<double, Vector256<double>>(left);
        ReadOnlySpan<Vector256<double>> rightBlocks = MemoryMarshal.Cast<double, Vector256<double>>(right);
        Vector256<double> sums = Vector256<double>.Zero;
        for (int block = 0; block < leftBlocks.Length; block++)
        {
            sums += leftBlocks[block] * rightBlocks[block];
        }

        double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (int element = leftBlocks.Length * Vector256<double>.Count; element < left.Length; element++)
        {
            sum += left[element] * right[element];
        }

        return sum;
    }

    private static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> destination)
    {
        ReadOnlySpan<Vector256<double>> sourceBlocks = MemoryMarshal.Cast<double, Vector256<double>>(source);
        Span<Vector256<double>> blocks = MemoryMarshal.Cast<double, Vector256<double>>(destination);
        for (int block = 0; block < blocks.Length; block++)
        {
            blocks[block] += sourceBlocks[block] * factor;
        }

        for (int element = blocks.Length * Vector256<double>.Count; element < destination.Length; element++)
        {
            destination[element] += source[element] * factor;
        }
    }
}
