using System.Numerics;

namespace Recurrent.Training;

/// <summary>The loop of an exponential average.</summary>
internal static class BlendLoop
{
    public static void Run(Span<float> average, ReadOnlySpan<float> value, float keep, float take)
    {
        int width = Vector<float>.Count, position = 0;
        for (; position <= average.Length - width; position += width)
        {
            Vector<float> blended = (new Vector<float>(average[position..]) * keep) + (new Vector<float>(value[position..]) * take);
            blended.CopyTo(average[position..]);
        }

        for (; position < average.Length; position++)
        {
            average[position] = (average[position] * keep) + (value[position] * take);
        }
    }
}
