using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recurrent.Tensors.Threading;

namespace Recurrent.Training.Optimizers;

/// <summary>Runs an update rule over a parameter: one pass over values, gradient and memory.</summary>
/// <remarks>
/// Every element is computed alone and without fused multiply-add, so the bits do not depend on the vector width or on the thread count.
/// </remarks>
internal static class UpdateLoop
{
    /// <summary>Threads begin at multiples of this many elements: whole vectors of any width and whole cache lines.</summary>
    private const int Grain = 1024;

    public static void Run<TRule>(in TRule rule, UpdateTarget target, DecayFactors decay)
        where TRule : struct, IUpdateRule
    {
        int length = target.Values.Length;
        RangeTeam.Run(new Job<TRule>(rule, target, decay), length, Grain, RangeTeam.Worthwhile(target.Threads, length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRange<TRule>(in TRule rule, UpdateTarget target, DecayFactors decay)
        where TRule : struct, IUpdateRule
    {
        Span<Vector<float>> values = MemoryMarshal.Cast<float, Vector<float>>(target.Values);
        ReadOnlySpan<Vector<float>> gradients = MemoryMarshal.Cast<float, Vector<float>>(target.Gradient);
        Span<Vector<float>> first = MemoryMarshal.Cast<float, Vector<float>>(target.First);
        Span<Vector<float>> second = MemoryMarshal.Cast<float, Vector<float>>(target.Second);
        Span<Vector<float>> third = MemoryMarshal.Cast<float, Vector<float>>(target.Third);
        TRule local = rule;
        var coupled = new Vector<float>(decay.Coupled);
        var keep = new Vector<float>(decay.Keep);
        var factor = new Vector<float>(target.GradientFactor);
        for (int index = 0; index < values.Length; index++)
        {
            UpdateMemory memory = default;
            if (index < first.Length)
                memory.First = first[index];
            if (index < second.Length)
                memory.Second = second[index];
            if (index < third.Length)
                memory.Third = third[index];

            Vector<float> value = values[index];
            values[index] = local.Apply(value * keep, (gradients[index] * factor) + (value * coupled), ref memory);

            if (index < first.Length)
                first[index] = memory.First;
            if (index < second.Length)
                second[index] = memory.Second;
            if (index < third.Length)
                third[index] = memory.Third;
        }
    }

    /// <summary>Fewer elements than a vector has go through a padded copy: the same arithmetic, hence the same bits.</summary>
    private static void RunRest<TRule>(in TRule rule, UpdateTarget rest, DecayFactors decay)
        where TRule : struct, IUpdateRule
    {
        const int Arrays = 5;
        int width = Vector<float>.Count;
        Span<float> scratch = stackalloc float[Arrays * width];
        scratch.Clear();
        var padded = new UpdateTarget(
            Padded(rest.Values, scratch[..width]),
            Padded(rest.Gradient, scratch.Slice(width, width)),
            Padded(rest.First, scratch.Slice(2 * width, width)),
            Padded(rest.Second, scratch.Slice(3 * width, width)),
            Padded(rest.Third, scratch.Slice(4 * width, width)))
        {
            GradientFactor = rest.GradientFactor,
        };
        RunRange(rule, padded, decay);
        UpdateTarget result = padded.Slice(0, rest.Values.Length);
        result.Values.CopyTo(rest.Values);
        result.First.CopyTo(rest.First);
        result.Second.CopyTo(rest.Second);
        result.Third.CopyTo(rest.Third);
    }

    private static Span<float> Padded(ReadOnlySpan<float> source, Span<float> destination)
    {
        source.CopyTo(destination);
        return source.IsEmpty ? [] : destination;
    }

    private readonly ref struct Job<TRule>(TRule rule, UpdateTarget target, DecayFactors decay) : IRangeJob
        where TRule : struct, IUpdateRule
    {
        private readonly TRule _rule = rule;
        private readonly UpdateTarget _target = target;
        private readonly DecayFactors _decay = decay;

        public void Run(int start, int length)
        {
            int rest = length % Vector<float>.Count, whole = length - rest;
            RunRange(_rule, _target.Slice(start, whole), _decay);
            if (rest > 0)
                RunRest(_rule, _target.Slice(start + whole, rest), _decay);
        }
    }
}
