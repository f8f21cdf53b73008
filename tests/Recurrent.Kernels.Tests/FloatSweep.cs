namespace Recurrent.Kernels.Tests;

/// <summary>Finite floats of both signs and all exponents, with evenly spaced mantissas and the ends of each binade.</summary>
internal static class FloatSweep
{
    /// <summary>Enumerates the sweep in a fixed order.</summary>
    /// <param name="mantissas">How many mantissas an exponent gets; exponents around 1 get sixteen times as many.</param>
    /// <returns>The floats.</returns>
    public static IEnumerable<float> Values(int mantissas = 1021)
    {
        const int MantissaCount = 1 << 23;
        for (int exponent = 0; exponent < 255; exponent++)
        {
            int count = exponent is > 110 and < 135 ? 16 * mantissas : mantissas;
            for (int k = 0; k <= count; k++)
            {
                int mantissa = (int)((long)k * (MantissaCount - 1) / count);
                int bits = (exponent << 23) | mantissa;
                yield return BitConverter.Int32BitsToSingle(bits);
                yield return BitConverter.Int32BitsToSingle(bits | int.MinValue);
            }
        }
    }
}
