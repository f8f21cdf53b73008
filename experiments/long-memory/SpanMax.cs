namespace LongMemory;

/// <summary>The place of the largest value.</summary>
internal static class SpanMax
{
    public static int IndexOfMax(this ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int index = 1; index < values.Length; index++)
        {
            if (values[index] > values[best]) best = index;
        }

        return best;
    }
}
