using System.Numerics;

namespace Recurrent.Training.Gradients;

/// <summary>Multiplication in place.</summary>
internal static class SpanScale
{
    public static void By(Span<float> values, float factor)
    {
        int width = Vector<float>.Count, position = 0;
        for (; position <= values.Length - width; position += width)
        {
            (new Vector<float>(values[position..]) * factor).CopyTo(values[position..]);
        }

        for (; position < values.Length; position++)
        {
            values[position] *= factor;
        }
    }
}
