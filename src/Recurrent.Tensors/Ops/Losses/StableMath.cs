namespace Recurrent.Tensors.Ops.Losses;

/// <summary>Scalar functions in double precision that neither overflow nor lose small numbers.</summary>
internal static class StableMath
{
    /// <summary>ln 2π.</summary>
    public const double LogTwoPi = 1.8378770664093454836;

    /// <summary>1 / (1 + e^−x).</summary>
    public static double Sigmoid(double x)
    {
        double small = Math.Exp(-Math.Abs(x));
        return (x < 0 ? small : 1) / (1 + small);
    }

    /// <summary>ln(1 + e^x).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>ln(1 + x) for x ≥ 0.</summary>
    /// <remarks>The rounding of 1 + x is undone by x / ((1 + x) − 1) (Kahan).</remarks>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>x ln y, 0 where x is 0, whatever y is.</summary>
    public static double TimesLog(double x, double y) => x == 0 ? 0 : x * Math.Log(y);
}
