using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Models;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.Scoring;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.TimeSeries.Tests.Finance;

/// <summary>Prices and settings for tests.</summary>
internal static class Markets
{
    /// <summary>Trains in moments; good enough to follow the rules, not to score.</summary>
    public static VolatilityOptions Quick { get; } = new() { Epochs = 2, Members = 2, Hidden = 4, TestDays = 60, RefitEvery = 25, ResidualWindow = 200 };

    /// <summary>The first days of the generated market.</summary>
    public static PriceTable Generated(int days) => DemoPrices.Market().Slice(0, days);

    public static VolatilityModel Train(PriceTable table, VolatilityOptions options) =>
        VolatilityModel.Train(table, options, cancellationToken: TestContext.Current.CancellationToken).Model;

    public static VolatilityEvaluation Evaluate(VolatilityModel model, PriceTable table) =>
        VolatilityEvaluator.Evaluate(model, table, cancellationToken: TestContext.Current.CancellationToken);

    public static DayForecast[] Walk(IVolatilityModel model, PriceTable table, WalkForwardPlan plan) =>
        WalkForwardRun.Of(model, table, plan, TestContext.Current.CancellationToken);

    public static IVarianceForecaster Open(IVolatilityModel model, PriceTable table) => model.Fit(table, TestContext.Current.CancellationToken).Open();

    public static PriceTable OfReturns(params IReadOnlyList<double> returns)
    {
        var (date, close) = (new DateOnly(2020, 1, 1), 100.0);
        var bars = new List<PriceBar> { new(date, close) };
        foreach (var one in returns)
        {
            close *= Math.Exp(one);
            date = date.AddDays(1);
            bars.Add(new PriceBar(date, close));
        }
        return new PriceTable("test", bars);
    }

    /// <summary>A path of h = ω + α r² + β h with normal shocks.</summary>
    public static PriceTable Garch(int days, double constant, double shock, double persistence, string name)
    {
        var noise = new float[days];
        new RandomSource(5).Stream(name).FillNormal(noise);
        var variance = constant / (1 - shock - persistence);
        var returns = new double[days];
        for (var day = 0; day < days; day++)
        {
            returns[day] = Math.Sqrt(variance) * noise[day];
            variance = constant + (shock * returns[day] * returns[day]) + (persistence * variance);
        }
        return OfReturns(returns);
    }

    /// <summary>The same prices up to a day, others from it on.</summary>
    public static PriceTable WithOtherFuture(PriceTable table, int from) => new(table.Name, Enumerable.Range(0, table.Days).Select(day =>
    {
        var bar = table[day];
        var factor = day < from ? 1 : 1.5 + (0.1 * (day % 3));
        return bar with { Open = bar.Open * factor, High = bar.High * factor, Low = bar.Low * factor, Close = bar.Close * factor };
    }));
}
