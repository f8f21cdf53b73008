using Recurrent.Text.Classification;

namespace Recurrent.Text.Tests.Classification;

public sealed class ReliabilityTests
{
    [Fact]
    public void Measures_are_those_of_their_definitions()
    {
        double[][] probabilities = [[0.9, 0.1], [0.9, 0.1], [0.4, 0.6]];
        var measured = Reliability.Of(probabilities, [[0], [1], [1]], multiLabel: false);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.1) + Math.Log(0.6)) / 3, measured.Nll, 12);
        // The bin of 0.9 has two texts, one right; that of 0.6 one, right.
        Assert.Equal((Math.Abs((2 * 0.9) - 1) + Math.Abs(0.6 - 1)) / 3, measured.Ece, 12);
    }

    [Fact]
    public void Every_label_counts_by_itself_where_several_may_hold()
    {
        var measured = Reliability.Of([[0.9, 0.8]], [[0]], multiLabel: true);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.2)) / 2, measured.Nll, 12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Temperature_undoes_scores_that_are_too_large(bool multiLabel)
    {
        // Scores whose classes are drawn by their own probabilities, then tripled.
        var draws = new float[16_000];
        new Tensors.Random.RandomSource(3).Stream("scores").FillNormal(draws);
        var uniform = new float[8000];
        new Tensors.Random.RandomSource(3).Stream("classes").FillUniform(uniform);
        float[][] scores = [.. Enumerable.Range(0, 8000).Select(index => new[] { 2 * draws[2 * index], 2 * draws[(2 * index) + 1] })];
        int[][] targets = [.. scores.Select((own, index) => multiLabel
            ? Enumerable.Range(0, 2).Where(one => uniform[(index + (one * 997)) % 8000] < 1 / (1 + Math.Exp(-own[one]))).ToArray()
            : [uniform[index] < 1 / (1 + Math.Exp(own[1] - own[0])) ? 0 : 1])];
        float[][] tripled = [.. scores.Select(static own => own.Select(static score => 3 * score).ToArray())];
        var fitted = new TemperatureFit(tripled, targets, 2, multiLabel).Run()!;
        Assert.InRange(fitted.Temperature, 2.6, 3.4);
        Assert.True(fitted.NllAfter < fitted.NllBefore);
        Assert.True(fitted.EceAfter < fitted.EceBefore / 2);
        Assert.Null(new TemperatureFit([.. tripled.Take(19)], [.. targets.Take(19)], 2, multiLabel).Run());
    }
}
