using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>Runs an update rule over a parameter: one pass over values, gradient and memory.</summary>
/// <remarks>
/// Every element is computed alone and without fused multiply-add, so the bits do not depend on the vector width or on the thread count.
/// </remarks>
internal static class UpdateLoop
{
    public static void Run<TRule>(in TRule rule, UpdateTarget target, DecayFactors decay)
        where TRule : struct, IUpdateRule
    {
        int width = Vector<float>.Count, position = 0;
        for (; position <= target.Values.Length - width; position += width)
        {
            RunOne(rule, target.Slice(position, width), decay);
        }

        if (position < target.Values.Length)
        {
            RunRest(rule, target.Slice(position, target.Values.Length - position), decay);
        }
    }

    private static void RunOne<TRule>(in TRule rule, UpdateTarget target, DecayFactors decay)
        where TRule : struct, IUpdateRule
    {
        UpdateMemory memory = default;
        if (!target.First.IsEmpty)
            memory.First = new Vector<float>(target.First);
        if (!target.Second.IsEmpty)
            memory.Second = new Vector<float>(target.Second);
        if (!target.Third.IsEmpty)
            memory.Third = new Vector<float>(target.Third);

        var value = new Vector<float>(target.Values);
        Vector<float> gradient = new Vector<float>(target.Gradient) + (value * decay.Coupled);
        rule.Apply(value * decay.Keep, gradient, ref memory).CopyTo(target.Values);

        if (!target.First.IsEmpty)
            memory.First.CopyTo(target.First);
        if (!target.Second.IsEmpty)
            memory.Second.CopyTo(target.Second);
        if (!target.Third.IsEmpty)
            memory.Third.CopyTo(target.Third);
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
            Padded(rest.Third, scratch.Slice(4 * width, width)));
        RunOne(rule, padded, decay);
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
}
