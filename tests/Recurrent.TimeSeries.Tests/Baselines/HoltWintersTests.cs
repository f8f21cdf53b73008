using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Metrics;

namespace Recurrent.TimeSeries.Tests.Baselines;

public sealed class HoltWintersTests
{
    private static readonly double[] Season = [3, -1, -4, 2];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Line_and_season_without_noise_are_continued_exactly(bool isSteady)
    {
        double[] history = [.. Enumerable.Range(0, 23).Select(Value)];

        var forecast = new HoltWinters(4) { IsSteady = isSteady }.Forecast(history, 9);

        for (var step = 0; step < 9; step++) Assert.Equal(Value(23 + step), forecast[step], 5);

        static double Value(int t) => 50 + (0.75 * t) + Season[t % 4];
    }

    [Fact]
    public void Growth_and_season_in_percent_are_continued_exactly()
    {
        double[] history = [.. Enumerable.Range(0, 41).Select(Value)];

        var forecast = new HoltWinters(4).Forecast(history, 12);

        for (var step = 0; step < 12; step++) Assert.Equal(1, forecast[step] / Value(41 + step), 5);

        static double Value(int t) => 100 * Math.Pow(1.03, t) * (1 + (Season[t % 4] / 10));
    }

    [Fact]
    public void Sum_of_squares_is_that_of_the_recursion_from_the_best_start_worked_out_by_hand()
    {
        // α = ½, no season, u = ℓ + b: e1 = 1 − u, e2 = 3.5 − u/2 − b, e3 = 3.25 − u/4 − 3b/2, e4 = 3.125 − u/8 − 7b/4.
        // The normal equations 1.328125 u + 1.09375 b = 3.953125 and 1.09375 u + 6.3125 b = 13.84375 give these.
        const double First = 1.3652173913, Slope = 1.9565217391;
        double[] history = [1, 4, 5.5, 7];
        var run = new SmoothingRun(1);

        var squared = run.Fit(history, new SmoothingConstants(0.5, 0, 0));
        var forecast = new double[2];
        run.Continue(4, forecast);

        double[] errors = [1 - First, 3.5 - (First / 2) - Slope, 3.25 - (First / 4) - (1.5 * Slope), 3.125 - (First / 8) - (1.75 * Slope)];
        var level = 7 - (errors[3] / 2);
        Assert.Equal(errors.Sum(error => error * error), squared, 5);
        Assert.Equal(level + Slope, forecast[0], 5);
        Assert.Equal(level + (2 * Slope), forecast[1], 5);
    }

    [Fact]
    public void What_is_added_to_the_history_is_added_to_the_forecast_when_it_is_a_line_and_a_season()
    {
        var noisy = Forecasting.Synthetic.Values(60, "smoothing", static (_, noise) => noise);
        double[] moved = [.. noisy.Select((value, t) => value - 7 + (0.5 * t) + Season[t % 4])];
        var method = new HoltWinters(4);

        var (plain, shifted) = (method.Forecast(noisy, 6), method.Forecast(moved, 6));

        for (var step = 0; step < 6; step++) Assert.Equal(plain[step] - 7 + (0.5 * (60 + step)) + Season[(60 + step) % 4], shifted[step], 4);
    }

    [Fact]
    public void Slope_that_may_change_follows_a_bend_and_a_steady_one_does_not()
    {
        double[] history = [.. Enumerable.Range(0, 60).Select(static t => t < 40 ? 0.0 : t - 40)];
        double[] next = [.. Enumerable.Range(20, 10).Select(static t => (double)t)];

        var follows = Mae.Of(next, new HoltWinters(1).Forecast(history, 10));
        var steady = Mae.Of(next, new HoltWinters(1) { IsSteady = true }.Forecast(history, 10));

        Assert.True(follows < 0.3 && steady > 1, $"{follows}, {steady}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Short_and_flat_histories_give_finite_forecasts(int length)
    {
        double[] history = new double[length];
        Array.Fill(history, 6);

        Assert.All(new HoltWinters(12).Forecast(history, 4), value => Assert.Equal(6, value, 1e-3));
    }
}
