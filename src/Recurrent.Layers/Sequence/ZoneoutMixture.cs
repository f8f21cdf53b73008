namespace Recurrent.Layers.Sequence;

/// <summary>The mean state of zoneout in inference.</summary>
internal static class ZoneoutMixture
{
    /// <summary>after = z · before + (1 − z) · after.</summary>
    public static void Mix(ReadOnlySpan<float> before, Span<float> after, float probability)
    {
        for (int index = 0; index < after.Length; index++)
        {
            after[index] = (probability * before[index]) + ((1 - probability) * after[index]);
        }
    }
}
