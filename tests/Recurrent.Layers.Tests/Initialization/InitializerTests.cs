using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Tests.Initialization;

public class InitializerTests
{
    [Theory]
    [InlineData(40, 30)]
    [InlineData(30, 40)]
    [InlineData(37, 37)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    public void Orthogonal_has_orthogonal_vectors_of_the_gains_length_on_the_shorter_side(int rows, int columns)
    {
        float[] values = Fill(new Orthogonal(1.5), new Shape(rows, columns));
        int shorter = Math.Min(rows, columns);
        for (int left = 0; left < shorter; left++)
        {
            for (int right = 0; right < shorter; right++)
            {
                double product = rows <= columns
                    ? Enumerable.Range(0, columns).Sum(column => (double)values[(left * columns) + column] * values[(right * columns) + column])
                    : Enumerable.Range(0, rows).Sum(row => (double)values[(row * columns) + left] * values[(row * columns) + right]);
                Assert.Equal(left == right ? 2.25 : 0, product, 1e-6);
            }
        }
    }

    [Fact]
    public void Orthogonal_has_no_preferred_sign()
    {
        // The first vector's first element is symmetric about 0; a QR without fixing signs would make it lean to one side.
        int positive = Enumerable.Range(0, 200).Count(seed => Fill(new Orthogonal(), new Shape(4, 4), (ulong)seed)[15] > 0);
        Assert.InRange(positive, 70, 130);
    }

    [Theory]
    [InlineData("glorot-uniform", 0.1)]
    [InlineData("glorot-normal", 0.1)]
    [InlineData("he-uniform", 0.14142135)]
    [InlineData("he-normal", 0.14142135)]
    [InlineData("uniform", 0.17320508)]
    [InlineData("normal", 0.3)]
    public void Variance_is_the_papers(string name, double deviation)
    {
        Initializer initializer = name switch
        {
            "glorot-uniform" => new GlorotUniform(),
            "glorot-normal" => new GlorotNormal(),
            "he-uniform" => new HeUniform(),
            "he-normal" => new HeNormal(),
            "uniform" => new Uniform(0.3),
            _ => new Normal(0.3),
        };
        float[] values = Fill(initializer, new Shape(100, 100));
        double mean = values.Average(value => (double)value);
        Assert.Equal(0, mean, 0.1 * deviation);
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => value * (double)value)), 0.03 * deviation);
        if (name.EndsWith("uniform", StringComparison.Ordinal))
        {
            Assert.True(values.Max(Math.Abs) <= deviation * Math.Sqrt(3) * 1.000001);
        }
    }

    [Fact]
    public void Identity_has_the_scale_on_the_diagonal_when_the_matrix_is_not_square()
    {
        Assert.Equal([0.5f, 0, 0, 0, 0.5f, 0], Fill(new Identity(0.5), new Shape(2, 3)));
        Assert.Throws<ArgumentException>(() => Fill(new Identity(), new Shape(4)));
    }

    [Fact]
    public void PerGate_fills_every_block_with_other_numbers_of_the_same_kind()
    {
        float[] values = Fill(new Orthogonal().PerGate(2), new Shape(8, 4));
        Assert.NotEqual(values[..16], values[16..]);
        Assert.Equal(1, values[16..20].Sum(value => value * (double)value), 1e-6);
        Assert.Equal(Fill(new Orthogonal(), new Shape(4, 4)), values[..16]);
    }

    [Fact]
    public void Loading_scope_leaves_zeros()
    {
        Assert.False(InitializationScope.ForLoading.Create("w", new Shape(3), Initializer.Ones).Values.ContainsAnyExcept(0f));
        Assert.Equal([1, 1, 1], new InitializationScope(new RandomSource(1)).Create("w", new Shape(3), Initializer.Ones).Values);
    }

    private static float[] Fill(Initializer initializer, Shape shape, ulong seed = 1)
    {
        var values = new float[shape.Length];
        values.AsSpan().Fill(float.NaN);
        initializer.Fill(values, shape, new RandomSource(seed).Stream("weights"));
        return values;
    }
}
