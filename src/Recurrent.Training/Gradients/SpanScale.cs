using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recurrent.Tensors.Threading;

namespace Recurrent.Training.Gradients;

/// <summary>Multiplication in place.</summary>
internal static class SpanScale
{
    private const int Grain = 1024;

    /// <summary>Multiplies on up to <paramref name="threads"/> threads; 0 takes one per core.</summary>
    public static void By(Span<float> values, float factor, int threads) =>
        RangeTeam.Run(new Job(values, factor), values.Length, Grain, RangeTeam.Worthwhile(threads, values.Length));

    /// <summary>Multiplies on the calling thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void By(Span<float> values, float factor)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var factors = new Vector<float>(factor);
        foreach (ref Vector<float> vector in vectors)
        {
            vector *= factors;
        }

        foreach (ref float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            value *= factor;
        }
    }

    private readonly ref struct Job(Span<float> values, float factor) : IRangeJob
    {
        private readonly Span<float> _values = values;
        private readonly float _factor = factor;

        public void Run(int start, int length) => By(_values.Slice(start, length), _factor);
    }
}
