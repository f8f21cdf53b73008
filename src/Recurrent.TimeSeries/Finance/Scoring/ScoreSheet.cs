using Recurrent.TimeSeries.Finance.Measures;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.TimeSeries.Finance.Scoring;

/// <summary>What came on the days of a test, and the scores of forecasts for them.</summary>
internal sealed class ScoreSheet
{
    private const double PercentSquared = 1e4;
    private readonly int[] _moves;
    private readonly double[] _squares;
    private readonly double[]? _ranges;

    public ScoreSheet(PriceTable table, int firstDay)
    {
        int[] days = [.. Enumerable.Range(firstDay, table.Days - firstDay)];
        Returns = [.. days.Select(table.Return)];
        _moves = [.. Enumerable.Range(0, Returns.Length).Where(day => Returns[day] != 0)];
        _squares = [.. _moves.Select(day => Returns[day] * Returns[day])];
        if (!table.HasRange) return;
        double[] ranges = [.. days.Select(day => table[day].RangeVariance(table[day - 1].Close))];
        // A range says less than the whole day, from close to close, by a share that is a matter of the market and not of the forecast.
        var scale = Returns.Sum(static one => one * one) / ranges.Sum();
        _ranges = [.. ranges.Select(range => range * scale)];
    }

    /// <summary>Log returns. [N]</summary>
    public double[] Returns { get; }

    public int DaysWithoutMove => Returns.Length - _moves.Length;

    public bool HasMoves => _moves.Length > 0;

    /// <summary>Mean QLIKE over days with a price move.</summary>
    public double Qlike(DayForecast[] forecasts) => Measures.Qlike.Of(_squares, Of(forecasts, _moves));

    public VolatilityScores Score(string method, DayForecast[] forecasts, DayForecast[] reference)
    {
        var losses = Measures.Qlike.Losses(_squares, Of(forecasts, _moves));
        var others = Measures.Qlike.Losses(_squares, Of(reference, _moves));
        var all = new double[Returns.Length];
        Array.Fill(all, double.NaN);
        for (var index = 0; index < _moves.Length; index++) all[_moves[index]] = losses[index];
        var mean = losses.Average();
        return new VolatilityScores(
            method, mean, LogLoss(forecasts), RangeQlike(forecasts), mean / others.Average(), DieboldMariano.Of(losses, others),
            VarScores.Of(Returns, [.. forecasts.Select(static one => one.ValueAtRisk1)], DayForecast.Level1),
            VarScores.Of(Returns, [.. forecasts.Select(static one => one.ValueAtRisk5)], DayForecast.Level5), all);
    }

    public DirectionScores Direction(DayForecast[] forecasts, double cost)
    {
        bool[] rises = [.. forecasts.Select(static one => one.UpProbability > 0.5)];
        bool[] always = [.. forecasts.Select(static _ => true)];
        return new DirectionScores(
            DirectionTest.Of(Returns, rises), DirectionTest.Of(Returns, always).Accuracy, cost,
            TradingResult.Of(Returns, rises, cost), TradingResult.Of(Returns, always, cost));
    }

    private static double[] Of(DayForecast[] forecasts, int[] days) => [.. days.Select(day => forecasts[day].Variance)];

    private double LogLoss(DayForecast[] forecasts) =>
        Enumerable.Range(0, Returns.Length).Average(day => Math.Log(forecasts[day].Variance * PercentSquared) + (Returns[day] * Returns[day] / forecasts[day].Variance));

    private double? RangeQlike(DayForecast[] forecasts)
    {
        if (_ranges is null) return null;
        int[] known = [.. Enumerable.Range(0, _ranges.Length).Where(day => _ranges[day] > 0)];
        return known.Length == 0 ? null : Measures.Qlike.Of([.. known.Select(day => _ranges[day])], Of(forecasts, known));
    }
}
