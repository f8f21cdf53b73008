using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.TimeSeries.Tests.AnomalyDetection;

public sealed class TailTests
{
    /// <summary>2,001 values from −100 to 100, thin at both ends; their upper decile begins at 64.</summary>
    private static readonly double[] Values = [.. Enumerable.Range(-1000, 2001).Select(static place => place / 100.0 * Math.Abs(place / 100.0))];

    [Fact]
    public void Tail_goes_through_its_quantile_and_its_record()
    {
        var tail = ViewTail.Fit(Values);
        Assert.Equal(0, tail.Surprise(64));
        Assert.Equal(Math.Log(10), tail.Surprise(64.0001), 3);
        Assert.Equal(Math.Log(2001), tail.Surprise(100), 10);
        // Beyond the record the same line goes on: from quantile to record are 36 units and ln 200.1.
        Assert.Equal(Math.Log(2001) + Math.Log(200.1), tail.Surprise(136), 10);
        Assert.Equal(tail.Surprise(136), tail.Surprise(-136), 10);
    }

    [Fact]
    public void Dependent_values_tell_less()
    {
        var (apart, together) = (ViewTail.Fit(Values), ViewTail.Fit(Values, dependence: 10));
        Assert.True(together.Surprise(120) < apart.Surprise(120));
    }

    [Fact]
    public void Limit_is_the_value_of_that_surprise_on_both_sides()
    {
        var tail = ViewTail.Fit(Values);
        Assert.Equal(12, tail.Surprise(tail.Limit(1e6, 12)), 9);
        Assert.Equal(12, tail.Surprise(tail.Limit(-1e6, 12)), 9);
        Assert.Equal(50, tail.Limit(50, 10));
    }

    [Fact]
    public void A_value_that_was_learnt_is_a_record_and_no_longer_beyond_it()
    {
        var tail = ViewTail.Fit(Values);
        tail.Add(150);
        Assert.Equal(Math.Log(2002), tail.Surprise(150), 10);
    }

    [Fact]
    public void Quantile_follows_a_stream()
    {
        var tail = ViewTail.Fit(Values);
        var random = new Random(1);
        for (var step = 0; step < 200_000; step++) tail.Add(1000 * random.NextDouble());
        Assert.InRange(tail.UpperQuantile, 850, 950);
    }

    [Fact]
    public void Readout_equals_weighted_least_squares()
    {
        // One feature of 1: the readout is an exponential mean that starts at 0 with weight 1/P = 1.
        var readout = new Readout(1, [0]);
        double[] values = [3, -1, 4, 1, 5];
        var (sum, weight, prediction) = (0.0, 1.0, new double[1]);
        foreach (var value in values)
        {
            readout.Predict([1], prediction);
            readout.Learn([1], [value - prediction[0]]);
            (sum, weight) = ((0.9995 * sum) + value, (0.9995 * weight) + 1);
        }
        Assert.Equal(sum / weight, readout.Weights[0], 12);
    }

    [Fact]
    public void Readout_finds_the_weights_behind_noise()
    {
        var readout = new Readout(5, new double[10]);
        var random = new Random(2);
        var (features, prediction, errors) = (new double[5], new double[2], new double[2]);
        for (var step = 0; step < 5000; step++)
        {
            for (var index = 0; index < 5; index++) features[index] = random.NextDouble() - 0.5;
            readout.Predict(features, prediction);
            errors[0] = (2 * features[0]) - features[4] + (0.01 * random.NextDouble()) - prediction[0];
            errors[1] = (3 * features[2]) - prediction[1];
            readout.Learn(features, errors);
        }
        Assert.Equal(2, readout.Weights[0], 1e-2);
        Assert.Equal(-1, readout.Weights[4], 1e-2);
        Assert.Equal(3, readout.Weights[7], 1e-2);
    }

    [Theory]
    [InlineData(0.158655253931457, 1)]
    [InlineData(0.0013498980316301, 3)]
    [InlineData(9.8658764503770e-10, 6)]
    public void Normal_tail_and_its_quantile_are_those_of_the_tables(double probability, double z)
    {
        Assert.Equal(probability, NormalTail.Probability(z), probability * 2e-7);
        Assert.Equal(z, NormalTail.Quantile(probability), 1e-6);
    }
}
