using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recurrent.Tensors.Threading;

namespace Recurrent.Training.Gradients;

/// <summary>Sums whose order depends on the length alone: the same bits at every vector width and thread count.</summary>
internal static class FixedOrderSum
{
    private const int Lanes = 8;
    private const int SmallestBlock = 64 * 1024;
    private const int MostBlocks = 256;

    /// <summary>Σ x² as <see cref="OfSquares(ReadOnlySpan{float})"/>, but by blocks, whose sums are added from first to last.</summary>
    /// <param name="values">The numbers; their count alone decides where blocks begin.</param>
    /// <param name="threads">Threads to share the blocks; 0 for one per core.</param>
    public static double OfSquares(ReadOnlySpan<float> values, int threads)
    {
        int block = Math.Max(SmallestBlock, (values.Length / MostBlocks) + 1);
        int blocks = (int)(((long)values.Length + block - 1) / block);
        Span<double> partial = stackalloc double[MostBlocks];
        RangeTeam.Run(new Job(values, block, partial), blocks, grain: 1, RangeTeam.Worthwhile(threads, values.Length));
        double sum = 0;
        foreach (double part in partial[..blocks])
        {
            sum += part;
        }

        return sum;
    }

    /// <summary>Σ x² in double precision: finite exactly when every x is, since no square of a float32 overflows a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfSquares(ReadOnlySpan<float> values)
    {
        Vector256<double> lower = Vector256<double>.Zero, upper = Vector256<double>.Zero;
        int position = 0;
        for (; position <= values.Length - Lanes; position += Lanes)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(Vector256.Create(values.Slice(position, Lanes)));
            lower += first * first;
            upper += second * second;
        }

        double rest = 0;
        foreach (float value in values[position..])
        {
            rest += (double)value * value;
        }

        Vector256<double> sum = lower + upper;
        return (sum[0] + sum[1] + (sum[2] + sum[3])) + rest;
    }

    private readonly ref struct Job(ReadOnlySpan<float> values, int block, Span<double> partial) : IRangeJob
    {
        private readonly ReadOnlySpan<float> _values = values;
        private readonly int _block = block;
        private readonly Span<double> _partial = partial;

        public void Run(int start, int length)
        {
            for (int index = start; index < start + length; index++)
            {
                ReadOnlySpan<float> rest = _values[(index * _block)..];
                _partial[index] = OfSquares(rest[..Math.Min(_block, rest.Length)]);
            }
        }
    }
}
