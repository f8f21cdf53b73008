using Recurrent.Kernels.Reduce;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Reduce;

public sealed class SoftMaxTests
{
    private const float Masked = float.NegativeInfinity;

    [Theory]
    [InlineData(GuardEdge.Start)]
    [InlineData(GuardEdge.End)]
    public void Rows_agree_with_double_precision_at_every_length(GuardEdge edge)
    {
        foreach (int columns in TestFloats.Lengths.Skip(1).Append(1300))
        {
            using GuardedBuffer x = new(TestFloats.Normal(2 * columns, seed: 4, scale: 4), edge);
            using GuardedBuffer softMax = new(2 * columns, edge), logSoftMax = new(2 * columns, edge), logSum = new(2, edge);
            SoftMax.Rows(x.Span, columns, softMax.Span);
            SoftMax.LogRows(x.Span, columns, logSoftMax.Span);
            SoftMax.LogSumExpRows(x.Span, columns, logSum.Span);
            for (int i = 0; i < 2 * columns; i++)
            {
                double expected = LogSumExp(x.Span.Slice(i / columns * columns, columns));
                double probability = Math.Exp(x.Span[i] - expected);
                // The subtraction of the largest logit is rounded to float: half an ulp of a difference up to 32 in the exponent.
                Assert.Equal(probability, softMax.Span[i], 2e-6 * probability);
                Assert.Equal(x.Span[i] - expected, logSoftMax.Span[i], 4e-6);
                Assert.Equal(expected, logSum.Span[i / columns], 2e-6);
            }
        }
    }

    [Fact]
    public void Rows_are_finite_when_logits_are_near_a_thousand()
    {
        float[] y = new float[3];
        SoftMax.Rows([1000, 1001, 1002], 3, y);
        AssertClose([0.09003057f, 0.24472848f, 0.66524094f], y, 1e-7f);
        SoftMax.LogRows([1000, 1001, 1002], 3, y);
        AssertClose([-2.4076059f, -1.4076059f, -0.4076059f], y, 3e-7f);
        SoftMax.Rows([-1000, -1001, -1002], 3, y);
        AssertClose([0.66524094f, 0.24472848f, 0.09003057f], y, 1e-7f);
        Assert.Equal(1002.4076059644444, SoftMax.LogSumExp([1000, 1001, 1002]), 1e-7);
    }

    [Fact]
    public void Masked_elements_get_zero_and_a_masked_row_gives_no_nan()
    {
        float[] x = [0, Masked, 0, Masked, Masked, Masked];
        float[] y = new float[6], logSum = new float[2];
        SoftMax.Rows(x, 3, y);
        Assert.Equal([0.5f, 0, 0.5f, 0, 0, 0], y);
        SoftMax.LogRows(x, 3, y);
        AssertClose([-0.6931472f, Masked, -0.6931472f, Masked, Masked, Masked], y, 1e-7f);
        SoftMax.LogSumExpRows(x, 3, logSum);
        AssertClose([0.6931472f, Masked], logSum, 1e-7f);
        float[] gradient = new float[6];
        SoftMax.AddLogRowsGradient([1, 0, 0, 0, 0, 0], y, 3, gradient);
        AssertClose([0.5f, 0, -0.5f, 0, 0, 0], gradient, 1e-7f);
    }

    [Fact]
    public void Nan_and_positive_infinity_give_nan_in_their_row_only()
    {
        float[] y = new float[6];
        SoftMax.Rows([0, float.NaN, 0, 0, 0, 0], 3, y);
        Assert.All(y[..3], value => Assert.True(float.IsNaN(value)));
        Assert.All(y[3..], value => Assert.False(float.IsNaN(value)));
        SoftMax.LogRows([0, float.PositiveInfinity, 0, 0, 0, 0], 3, y);
        Assert.Contains(y[..3], float.IsNaN);
    }

    [Theory]
    [InlineData(GuardEdge.Start)]
    [InlineData(GuardEdge.End)]
    public void Gradients_agree_with_central_differences_at_every_length(GuardEdge edge)
    {
        foreach (int columns in TestFloats.Lengths.Skip(1))
        {
            float[] x = TestFloats.Normal(columns, seed: 11), dy = TestFloats.Normal(columns, seed: 12);
            using GuardedBuffer y = new(columns, edge), gradient = new(columns, edge), arriving = new(dy, edge);
            SoftMax.Rows(x, columns, y.Span);
            SoftMax.AddRowsGradient(arriving.Span, y.Span, columns, gradient.Span);
            AssertGradient(x, row => Weighted(row, dy, logarithm: false), gradient.Span);
            SoftMax.LogRows(x, columns, y.Span);
            gradient.Span.Clear();
            SoftMax.AddLogRowsGradient(arriving.Span, y.Span, columns, gradient.Span);
            AssertGradient(x, row => Weighted(row, dy, logarithm: true), gradient.Span);
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SoftMax.Rows(new float[7], 3, new float[7]));
        Assert.Throws<ArgumentException>(() => SoftMax.LogRows(new float[6], 3, new float[3]));
        Assert.Throws<ArgumentException>(() => SoftMax.LogSumExpRows(new float[6], 3, new float[3]));
        Assert.Throws<ArgumentException>(() => SoftMax.AddRowsGradient(new float[6], new float[6], 4, new float[6]));
        Assert.Throws<ArgumentException>(() => SoftMax.AddLogRowsGradient(new float[6], new float[3], 3, new float[6]));
    }

    // The constant is the same for every vector width and every machine: it may change only with the formula.
    [Fact]
    public void Bits_are_the_same_at_every_vector_width()
    {
        const int Columns = 1237;
        float[] x = TestFloats.Normal(5 * Columns, seed: 21, scale: 6), y = new float[x.Length], gradient = TestFloats.Normal(x.Length, seed: 22);
        SoftMax.Rows(x, Columns, y);
        ulong hash = TestFloats.Hash(y);
        SoftMax.AddRowsGradient(x, y, Columns, gradient);
        hash = TestFloats.Hash(gradient, hash);
        SoftMax.LogRows(x, Columns, y);
        hash = TestFloats.Hash(y, hash);
        SoftMax.AddLogRowsGradient(x, y, Columns, gradient);
        hash = TestFloats.Hash(gradient, hash);
        float[] sums = new float[Columns], logSums = new float[5], mean = new float[5], variance = new float[5];
        ColumnSums.Add(x, Columns, sums);
        SoftMax.LogSumExpRows(x, Columns, logSums);
        RowMoments.Compute(x, Columns, mean, variance);
        foreach (float[] part in new[] { sums, logSums, mean, variance }) hash = TestFloats.Hash(part, hash);
        Assert.Equal(5099629002369819918UL, hash);
    }

    private static void AssertGradient(float[] x, Func<double[], double> loss, ReadOnlySpan<float> gradient)
    {
        const double Step = 1e-5;
        double[] row = [.. x.Select(v => (double)v)];
        // A few positions suffice: the ends, where tails are, and the middle.
        foreach (int i in new[] { 0, x.Length / 2, x.Length - 1 })
        {
            double middle = row[i];
            row[i] = middle + Step;
            double above = loss(row);
            row[i] = middle - Step;
            double below = loss(row);
            row[i] = middle;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 5e-6);
        }
    }

    private static double Weighted(double[] row, float[] weights, bool logarithm)
    {
        double largest = row.Max();
        double logSum = largest + Math.Log(row.Sum(v => Math.Exp(v - largest)));
        return row.Select((v, i) => weights[i] * (logarithm ? v - logSum : Math.Exp(v - logSum))).Sum();
    }

    private static double LogSumExp(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (float v in row) sum += Math.Exp(v);
        return Math.Log(sum);
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (float.IsInfinity(expected[i])) Assert.Equal(expected[i], actual[i]);
            else Assert.InRange(actual[i], expected[i] - tolerance, expected[i] + tolerance);
        }
    }
}
