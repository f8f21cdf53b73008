namespace Recurrent.Tensors.Ops.Losses;

/// <summary>The logarithm of (1)(1 + α)(1 + 2α)…(1 + (n − 1)α) and its derivative by α.</summary>
/// <remarks>
/// It is ln Γ(n + 1/α) − ln Γ(1/α) + n ln α. Few factors are multiplied out; many are taken from the gamma function, unless αn is so small that
/// the difference would lose the digits that a series keeps.
/// </remarks>
internal static class RisingFactorial
{
    private const double MostFactors = 64;
    private const double SmallProduct = 1e-3;

    /// <summary>Σ_{k&lt;n} ln(1 + kα) and Σ_{k&lt;n} k/(1 + kα), n ≥ 0 and α ≥ 0.</summary>
    public static double Log(double count, double step, out double slope)
    {
        if (count <= MostFactors && count == Math.Floor(count))
        {
            return Sum((int)count, step, out slope);
        }

        return step * count < SmallProduct ? Series(count, step, out slope) : Difference(count, step, out slope);
    }

    private static double Sum(int count, double step, out double slope)
    {
        double sum = 0;
        slope = 0;
        for (int factor = 1; factor < count; factor++)
        {
            sum += StableMath.LogOnePlus(factor * step);
            slope += factor / (1 + (factor * step));
        }

        return sum;
    }

    /// <summary>αS₁ − α²S₂/2 + α³S₃/3 − α⁴S₄/4 with the sums of powers S_p = Σ_{k&lt;n} kᵖ; the first term left out is below 1e-12 of the first.</summary>
    private static double Series(double count, double step, out double slope)
    {
        double last = count - 1;
        double first = last * count / 2;
        double second = first * ((2 * count) - 1) / 3;
        double third = first * first;
        double fourth = second * ((3 * last * count) - 1) / 5;
        slope = first - (step * (second - (step * (third - (step * fourth)))));
        return step * (first - (step * ((second / 2) - (step * ((third / 3) - (step * fourth / 4))))));
    }

    private static double Difference(double count, double step, out double slope)
    {
        double inverse = 1 / step;
        double digamma = GammaFunction.Digamma(count + inverse) - GammaFunction.Digamma(inverse);
        slope = inverse * (count - (inverse * digamma));
        return GammaFunction.LogGamma(count + inverse) - GammaFunction.LogGamma(inverse) + (count * Math.Log(step));
    }
}
