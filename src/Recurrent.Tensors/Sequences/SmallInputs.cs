using System.Runtime.CompilerServices;
using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Sequences;

/// <summary>Keeps numbers that would slow multiply-adds down out of the recurrent kernels; see <see cref="SmallNumbers"/>.</summary>
internal static class SmallInputs
{
    private const int Grain = 1024;

    /// <summary>A copy in this step's memory with 0 for every small number, or null when there is none: the usual case costs one pass of reading.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static AlignedBuffer? Flush(Tape tape, Tensor input)
    {
        ReadOnlySpan<float> values = input.Values;
        Span<int> found = [0];
        int threads = RangeTeam.Worthwhile(tape.Threads, values.Length);
        RangeTeam.Run(new Search(values, found), values.Length, Grain, threads);
        if (found[0] == 0)
        {
            return null;
        }

        AlignedBuffer flushed = tape.RentScratch(values.Length);
        RangeTeam.Run(new Copy(values, flushed.Span[..values.Length]), values.Length, Grain, threads);
        return flushed;
    }

    private readonly ref struct Search(ReadOnlySpan<float> values, Span<int> found) : IRangeJob
    {
        private readonly ReadOnlySpan<float> _values = values;
        private readonly Span<int> _found = found;

        public void Run(int start, int length)
        {
            // All threads write the same number, if any.
            if (SmallNumbers.Contains(_values.Slice(start, length)))
            {
                Volatile.Write(ref _found[0], 1);
            }
        }
    }

    private readonly ref struct Copy(ReadOnlySpan<float> values, Span<float> destination) : IRangeJob
    {
        private readonly ReadOnlySpan<float> _values = values;
        private readonly Span<float> _destination = destination;

        public void Run(int start, int length) => SmallNumbers.Flush(_values.Slice(start, length), _destination.Slice(start, length));
    }
}
