namespace Recurrent.TimeSeries.Tests;

public sealed class SeriesTests
{
    [Fact]
    public void Series_refuses_values_that_are_not_finite()
    {
        var error = Assert.Throws<ArgumentException>(() => new Series("a", [1, double.NaN, 3]));
        Assert.Contains("index 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_keeps_a_copy_of_its_values()
    {
        double[] values = [1, 2, 3];
        var series = new Series("a", values);
        values[0] = 9;
        Assert.Equal(1, series.Values[0]);
        Assert.Equal(["4", "5"], series.FutureStamps(2));
    }

    [Fact]
    public void Collection_finds_by_id_and_suggests_the_nearest()
    {
        var collection = new SeriesCollection([new Series("north", [1, 2]), new Series("south", [3, 4])]);
        Assert.Equal(3, collection["south"].Values[0]);
        var error = Assert.Throws<KeyNotFoundException>(() => collection["nort"]);
        Assert.Contains("did you mean 'north'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Collection_refuses_repeated_ids_and_mixed_frequencies()
    {
        Assert.Throws<ArgumentException>(() => new SeriesCollection([new Series("a", [1]), new Series("a", [1])]));
        var monthly = new Series("b", [1], TimeAxis.FromDate(new DateTime(2024, 1, 1), Frequency.Monthly));
        Assert.Throws<ArgumentException>(() => new SeriesCollection([new Series("a", [1]), monthly]));
        Assert.Throws<ArgumentException>(() => new SeriesCollection([]));
    }
}
