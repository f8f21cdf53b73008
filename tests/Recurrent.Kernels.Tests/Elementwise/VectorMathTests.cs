using System.Runtime.Intrinsics;
using Recurrent.Kernels.Elementwise;

namespace Recurrent.Kernels.Tests.Elementwise;

public sealed class VectorMathTests
{
    private const float LeastNormal = 1.17549435e-38f;

    // The bounds of docs/numerics.md.
    private const double ExpMaximumUlps = 1.1;
    private const double SigmoidMaximumRelativeError = 1.9e-7;
    private const double TanhMaximumRelativeError = 2.2e-7;

    [Fact]
    public void Exp_stays_within_the_published_ulps_when_swept_over_all_exponents()
    {
        double worst = 0;
        foreach (float x in FloatSweep.Values())
        {
            double expected = Math.Exp(x);
            float actual = VectorMath.Exp(x);
            if (expected >= float.MaxValue) Assert.True(actual >= float.MaxValue || Ulps(actual, expected) <= ExpMaximumUlps);
            else worst = Math.Max(worst, Ulps(actual, expected));
        }

        TestContext.Current.SendDiagnosticMessage($"exp: {worst:F4} ulp");
        Assert.InRange(worst, 0.5, ExpMaximumUlps);
    }

    [Fact]
    public void Sigmoid_stays_within_the_published_relative_error_when_swept_over_all_exponents()
    {
        double worst = 0;
        foreach (float x in FloatSweep.Values())
        {
            double expected = 1 / (1 + Math.Exp(-(double)x));
            float actual = VectorMath.Sigmoid(x);
            if (expected < LeastNormal) Assert.InRange(actual, 0f, LeastNormal);
            else worst = Math.Max(worst, Math.Abs(actual - expected) / expected);
        }

        TestContext.Current.SendDiagnosticMessage($"sigmoid: {worst:E3}");
        Assert.InRange(worst, 0, SigmoidMaximumRelativeError);
    }

    [Fact]
    public void Tanh_stays_within_the_published_relative_error_when_swept_over_all_exponents()
    {
        double worst = 0;
        foreach (float x in FloatSweep.Values())
        {
            double expected = Math.Tanh(x);
            float actual = VectorMath.Tanh(x);
            if (Math.Abs(expected) < LeastNormal) Assert.Equal(x, actual);
            else worst = Math.Max(worst, Math.Abs((actual - expected) / expected));
        }

        TestContext.Current.SendDiagnosticMessage($"tanh: {worst:E3}");
        Assert.InRange(worst, 0, TanhMaximumRelativeError);
    }

    [Fact]
    public void Every_width_gives_the_bits_of_the_scalar_version()
    {
        float[] block = new float[16];
        int filled = 0;
        foreach (float x in FloatSweep.Values(mantissas: 61))
        {
            block[filled++] = x;
            if (filled < block.Length) continue;
            filled = 0;
            AssertSameBits(block, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp);
            AssertSameBits(block, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid);
            AssertSameBits(block, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh);
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 1f, 1f)]
    [InlineData(float.NegativeInfinity, 0f, 0f, -1f)]
    [InlineData(float.MaxValue, float.PositiveInfinity, 1f, 1f)]
    [InlineData(float.MinValue, 0f, 0f, -1f)]
    [InlineData(90f, float.PositiveInfinity, 1f, 1f)]
    [InlineData(-105f, 0f, 0f, -1f)]
    [InlineData(18f, 65659969f, 1f, 1f)]
    [InlineData(0f, 1f, 0.5f, 0f)]
    [InlineData(float.NaN, float.NaN, float.NaN, float.NaN)]
    public void Limits_are_reached_exactly_at_every_width(float x, float exp, float sigmoid, float tanh)
    {
        float[] block = Enumerable.Repeat(x, 16).ToArray();
        Assert.True(SameBits(exp, VectorMath.Exp(x)));
        Assert.True(SameBits(sigmoid, VectorMath.Sigmoid(x)));
        Assert.True(SameBits(tanh, VectorMath.Tanh(x)));
        AssertSameBits(block, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp);
        AssertSameBits(block, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid);
        AssertSameBits(block, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh);
    }

    [Fact]
    public void Tanh_is_odd_and_both_saturate_where_documented()
    {
        foreach (float x in FloatSweep.Values(mantissas: 61)) Assert.Equal(VectorMath.Tanh(x), -VectorMath.Tanh(-x));
        Assert.True(float.IsNegative(VectorMath.Tanh(-0f)));
        Assert.Equal(1f, VectorMath.Tanh(9.02f));
        Assert.Equal(1f, VectorMath.Sigmoid(17.4f));
        Assert.Equal(0f, VectorMath.Sigmoid(-88.4f));
    }

    private static double Ulps(float actual, double expected)
    {
        float rounded = (float)expected;
        double spacing = MathF.BitIncrement(rounded) - (double)rounded;
        return Math.Abs(actual - expected) / spacing;
    }

    private static bool SameBits(float expected, float actual) =>
        float.IsNaN(expected) ? float.IsNaN(actual) : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual);

    private static void AssertSameBits(
        float[] block,
        Func<float, float> scalar,
        Func<Vector128<float>, Vector128<float>> four,
        Func<Vector256<float>, Vector256<float>> eight,
        Func<Vector512<float>, Vector512<float>> sixteen)
    {
        Vector512<float> widest = sixteen(Vector512.Create<float>(block));
        for (int lane = 0; lane < block.Length; lane++)
        {
            float expected = scalar(block[lane]);
            float fromFour = four(Vector128.Create<float>(block.AsSpan(lane / 4 * 4)))[lane % 4];
            float fromEight = eight(Vector256.Create<float>(block.AsSpan(lane / 8 * 8)))[lane % 8];
            if (!SameBits(expected, fromFour) || !SameBits(expected, fromEight) || !SameBits(expected, widest[lane]))
                Assert.Fail($"x = {block[lane]:R}: scalar {expected:R}, 4 lanes {fromFour:R}, 8 lanes {fromEight:R}, 16 lanes {widest[lane]:R}");
        }
    }
}
