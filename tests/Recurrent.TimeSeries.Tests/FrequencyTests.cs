namespace Recurrent.TimeSeries.Tests;

public sealed class FrequencyTests
{
    [Theory]
    [InlineData("2024-01-01,2024-02-01,2024-03-01", "monthly")]
    [InlineData("2024-01-31,2024-02-29,2024-03-31,2024-04-30", "monthly")]
    [InlineData("2024-01-01,2024-04-01,2024-07-01", "quarterly")]
    [InlineData("2020-05-01,2021-05-01,2022-05-01", "yearly")]
    [InlineData("2024-01-01,2024-01-08,2024-01-15", "weekly")]
    [InlineData("2024-01-30,2024-01-31,2024-02-01", "daily")]
    [InlineData("2024-01-04,2024-01-05,2024-01-08,2024-01-09", "business-daily")]
    [InlineData("2024-01-01 22:00,2024-01-01 23:00,2024-01-02 00:00", "hourly")]
    [InlineData("2024-01-01 22:00,2024-01-01 22:30,2024-01-01 23:00", "half-hourly")]
    [InlineData("2024-01-01 22:00,2024-01-01 22:15,2024-01-01 22:30", "every 15 minutes")]
    [InlineData("2024-01-01 22:00,2024-01-01 22:10,2024-01-01 22:20", "every 10 minutes")]
    [InlineData("2024-01-01 22:00,2024-01-01 22:01,2024-01-01 22:02", "minutely")]
    [InlineData("2024-01-01 22:00:00,2024-01-01 22:00:01,2024-01-01 22:00:02", "secondly")]
    public void Frequency_is_inferred_and_continues_the_stamps(string stamps, string name)
    {
        long[] positions = [.. stamps.Split(',').Select(static text =>
            DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture).Ticks)];
        var frequency = FrequencyInference.Infer(positions, calendar: true);
        Assert.Equal(name, frequency.Name);
        for (var i = 0; i < positions.Length; i++)
            Assert.Equal(new DateTime(positions[i]), new DateTime(frequency.Advance(positions[0], i)));
    }

    [Fact]
    public void Business_days_advance_like_a_walk_over_the_calendar()
    {
        var monday = new DateTime(2024, 1, 1);
        for (var start = 0; start < 5; start++)
        {
            var walked = monday.AddDays(start);
            for (var count = 1; count < 40; count++)
            {
                do walked = walked.AddDays(1);
                while (walked.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
                var jumped = Frequency.BusinessDaily.Advance(monday.AddDays(start), count);
                Assert.Equal(walked, jumped);
                Assert.Equal(monday.AddDays(start), Frequency.BusinessDaily.Advance(jumped, -count));
            }
        }
        Assert.Equal(new DateTime(2024, 1, 8), Frequency.BusinessDaily.Advance(new DateTime(2024, 1, 6), 1));
    }

    [Fact]
    public void End_of_month_stays_at_the_end_after_February()
    {
        var frequency = Frequency.Monthly with { EndOfMonth = true };
        Assert.Equal(new DateTime(2023, 3, 31), frequency.Advance(new DateTime(2023, 2, 28), 1));
    }

    [Fact]
    public void Advance_beyond_the_year_9999_says_so()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Frequency.Yearly.Advance(new DateTime(9999, 1, 1), 1));
        Assert.Contains("shorter horizon", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("M", "monthly")]
    [InlineData("MS", "monthly")]
    [InlineData("30min", "half-hourly")]
    [InlineData("h", "hourly")]
    [InlineData("B", "business-daily")]
    [InlineData("5 minutes", "every 5 minutes")]
    [InlineData("quarterly", "quarterly")]
    public void Names_and_aliases_are_understood(string text, string name)
    {
        Assert.True(Frequency.TryParse(text, out var frequency));
        Assert.Equal(name, frequency.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0h")]
    [InlineData("fortnightly")]
    [InlineData("99999999999999h")]
    public void Unknown_names_are_refused(string text) => Assert.False(Frequency.TryParse(text, out _));
}
