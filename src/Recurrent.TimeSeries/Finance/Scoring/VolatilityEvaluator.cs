using Recurrent.TimeSeries.Finance.Models;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.WalkForward;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Finance.Scoring;

/// <summary>Scores volatility models on days they did not learn from, beside simple methods walked forward over the same days.</summary>
public static class VolatilityEvaluator
{
    /// <summary>Cost of every purchase and every sale that is charged by default: five basis points.</summary>
    public const double UsualCost = 0.0005;

    private const int FewestBefore = 100;
    private const int FewestScored = 20;

    /// <summary>Scores a model on all days behind those its first fit learnt from.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Prices, with at least 100 days before the first one scored, so that simple methods can learn. [T]</param>
    /// <param name="costPerTrade">Log return charged for every purchase and every sale, at least 0.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>Scores of the model and the simple methods.</returns>
    /// <exception cref="DataFormatException">There are too few days before or behind the model's first history, or the range is missing.</exception>
    public static VolatilityEvaluation Evaluate(VolatilityModel model, PriceTable table, double costPerTrade = UsualCost, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        var first = FirstDay(model, table);
        DayForecast[] forecasts = [.. model.Forecast(table).Skip(first - VolatilityModel.WarmUpDays).Take(table.Days - first)];
        var plan = new WalkForwardPlan { FirstDay = first, RefitEvery = model.RefitEvery, ResidualWindow = model.ResidualWindow };
        var sheet = new ScoreSheet(table, first);
        if (!sheet.HasMoves) throw new DataFormatException($"{table.Name} has the same close on all {sheet.Returns.Length} days to score; there is no volatility to compare with.");
        var reference = Reference(table, first, cancellationToken);
        var others = Others(table).ToDictionary(static one => one.Name, one => WalkForwardRun.Of(one, table, plan, cancellationToken));
        others.Add(HistoricalSimulation.Name, HistoricalSimulation.Of(table, first));
        return new VolatilityEvaluation(
            reference, sheet.DaysWithoutMove, sheet.Score("model", forecasts, others[reference]),
            [.. others.Select(other => sheet.Score(other.Key, other.Value, others[reference]))], sheet.Direction(forecasts, costPerTrade), forecasts, sheet.Returns);
    }

    private static IEnumerable<IVolatilityModel> Others(PriceTable table) => [.. Hars(table), new GarchModel(), new EwmaModel()];

    private static IEnumerable<HarModel> Hars(PriceTable table)
    {
        yield return new HarModel(HarForm.Levels);
        yield return new HarModel(HarForm.Logs);
        if (!table.HasRange) yield break;
        yield return new HarModel(HarForm.Levels, UsesRange: true);
        yield return new HarModel(HarForm.Logs, UsesRange: true);
    }

    /// <summary>The form of the autoregression is chosen from the days before the scored ones, as anything else is.</summary>
    private static string Reference(PriceTable table, int first, CancellationToken cancellation)
    {
        var past = table.Slice(0, first);
        var plan = new WalkForwardPlan { FirstDay = first - Math.Max(1, Math.Min(first / 4, first - HarModel.FewestDays)), RefitEvery = first };
        var sheet = new ScoreSheet(past, plan.FirstDay);
        if (!sheet.HasMoves) return new HarModel().Name;
        return Hars(table).MinBy(har => sheet.Qlike(WalkForwardRun.Of(har, past, plan, cancellation)))!.Name;
    }

    private static int FirstDay(VolatilityModel model, PriceTable table)
    {
        var behind = Enumerable.Range(0, table.Days).FirstOrDefault(day => table[day].Date > model.FirstLearntThrough, table.Days);
        if (behind == table.Days)
            throw new DataFormatException(
                $"{table.Name} ends on {table[^1].Date:yyyy-MM-dd} and the model learnt from all days through {model.FirstLearntThrough:yyyy-MM-dd}; expected later prices to score on. Give a newer file, or train with more test days.");
        var first = Math.Max(behind, FewestBefore);
        if (table.Days - first < FewestScored)
            throw new DataFormatException(
                $"{table.Name} has {table.Days} days of prices, of which {table.Days - behind} lie behind {model.FirstLearntThrough:yyyy-MM-dd}; expected at least {FewestBefore} before the first day scored and {FewestScored} to score. Give a longer file.");
        return first;
    }
}
