using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.TimeSeries.Tests.AnomalyDetection;

public sealed class DetectionTableTests
{
    private static readonly DetectionTable Table = new("t", ["a", "b"], [1, 2, 3, 4, 5, 6], [1, 2, 3]);

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_row_that_the_table_has_not_is_refused_by_number(int row)
    {
        foreach (var read in (Action[])[() => Table.Row(row), () => Table.Ticks(row)])
            Assert.Contains($"Received row {row} of a table of 3 rows; expected 0 to 2", Assert.Throws<ArgumentOutOfRangeException>(read).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2, "count")]
    [InlineData(-1, 2, "start")]
    [InlineData(1, -1, "count")]
    [InlineData(int.MaxValue, int.MaxValue, "count")]
    public void A_part_beyond_the_table_is_refused_with_start_and_count(int start, int count, string parameter)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Table.Slice(start, count));
        Assert.Equal(parameter, refusal.ParamName);
        Assert.Contains($"Received start {start} and count {count} of a table of 3 rows", refusal.Message, StringComparison.Ordinal);
    }
}
