using Recurrent.Kernels.Reduce;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Reduce;

public sealed class FixedOrderTests
{
    [Theory]
    [InlineData(GuardEdge.Start)]
    [InlineData(GuardEdge.End)]
    public void Sums_give_the_bits_of_sixteen_scalar_lanes_at_every_length(GuardEdge edge)
    {
        foreach (int length in TestFloats.Lengths)
        {
            using GuardedBuffer x = new(TestFloats.Normal(length, seed: 7, scale: 100), edge);
            using GuardedBuffer y = new(TestFloats.Normal(length, seed: 8), edge);
            float[] left = x.Span.ToArray(), right = y.Span.ToArray();
            Assert.Equal(Reference(length, i => left[i]), FixedOrder.Sum(x.Span));
            Assert.Equal(Reference(length, i => (double)left[i] * right[i]), FixedOrder.Dot(x.Span, y.Span));
            Assert.Equal(Reference(length, i => (double)left[i] * left[i]), FixedOrder.SumOfSquares(x.Span));
            Assert.Equal(Reference(length, i => (left[i] - 1.7) * (left[i] - 1.7)), FixedOrder.SumOfSquaredDeviations(x.Span, 1.7));
        }
    }

    [Fact]
    public void Sum_keeps_the_accuracy_of_double_precision_when_many_floats_are_added()
    {
        float[] x = new float[1_000_003];
        x.AsSpan().Fill(0.1f);
        Assert.Equal(x.Length * (double)0.1f, FixedOrder.Sum(x), 1e-7);
        x.AsSpan().Fill(1e30f);
        Assert.Equal(x.Length * ((double)1e30f * 1e30f), FixedOrder.SumOfSquares(x), 1e54);
    }

    [Fact]
    public void Sum_passes_nan_and_infinity_through()
    {
        Assert.True(double.IsNaN(FixedOrder.Sum([1, float.NaN, 2])));
        Assert.Equal(double.PositiveInfinity, FixedOrder.Sum([1, float.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => FixedOrder.Dot(new float[2], new float[3]));
    }

    [Theory]
    [InlineData(GuardEdge.Start)]
    [InlineData(GuardEdge.End)]
    public void Column_sums_add_every_row_in_order_at_every_width(GuardEdge edge)
    {
        foreach (int columns in TestFloats.Lengths.Skip(1).Append(511).Append(700))
        {
            foreach (int rows in new[] { 0, 1, 3 })
            {
                float[] start = TestFloats.Normal(columns, seed: 5);
                using GuardedBuffer matrix = new(TestFloats.Normal(rows * columns, seed: 6), edge);
                using GuardedBuffer destination = new(start, edge);
                ColumnSums.Add(matrix.Span, columns, destination.Span);
                for (int c = 0; c < columns; c++)
                {
                    double sum = 0;
                    for (int r = 0; r < rows; r++) sum += matrix.Span[(r * columns) + c];
                    Assert.Equal((float)(start[c] + sum), destination.Span[c]);
                }
            }
        }
    }

    [Fact]
    public void Column_sums_refuse_rows_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>(() => ColumnSums.Add(new float[7], 3, new float[3]));
        Assert.Throws<ArgumentException>(() => ColumnSums.Add(new float[6], 3, new float[2]));
        Assert.Throws<ArgumentException>(() => ColumnSums.Add(new float[6], 0, []));
    }

    [Theory]
    [InlineData(GuardEdge.Start)]
    [InlineData(GuardEdge.End)]
    public void Row_moments_agree_with_double_precision_at_every_length(GuardEdge edge)
    {
        foreach (int columns in TestFloats.Lengths.Skip(1))
        {
            using GuardedBuffer x = new(TestFloats.Normal(2 * columns, seed: 9).Select(v => v + 3).ToArray(), edge);
            using GuardedBuffer mean = new(2, edge), variance = new(2, edge);
            RowMoments.Compute(x.Span, columns, mean.Span, variance.Span);
            for (int r = 0; r < 2; r++)
            {
                double[] row = [.. x.Span.Slice(r * columns, columns).ToArray().Select(v => (double)v)];
                double expected = row.Average();
                Assert.Equal(expected, mean.Span[r], 1e-6);
                Assert.Equal(row.Sum(v => (v - expected) * (v - expected)) / columns, variance.Span[r], 1e-6);
            }
        }
    }

    [Fact]
    public void Variance_does_not_cancel_when_the_mean_is_large()
    {
        float[] mean = new float[1], variance = new float[1];
        RowMoments.Compute([1e6f + 1, 1e6f - 1, 1e6f + 1, 1e6f - 1], 4, mean, variance);
        Assert.Equal(1e6f, mean[0]);
        Assert.Equal(1f, variance[0]);
    }

    private static double Reference(int length, Func<int, double> term)
    {
        double[] lanes = new double[16];
        for (int i = 0; i < length; i++) lanes[i % 16] += term(i);
        for (int distance = 8; distance > 0; distance /= 2)
            for (int lane = 0; lane < distance; lane++) lanes[lane] += lanes[lane + distance];
        return lanes[0];
    }
}
