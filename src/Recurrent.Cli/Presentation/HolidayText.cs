using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Presentation;

/// <summary>What a model makes of holidays it was not trained on.</summary>
internal static class HolidayText
{
    /// <summary>Names the holidays to come that the model cannot tell apart.</summary>
    public static void Say(Forecaster model, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future, Notes notes)
    {
        if (future is null || model.HolidayNames.Count == 0) return;
        string[] unknown =
        [
            .. future.Values.SelectMany(static covariates => covariates).SelectMany(static one => one.Labels ?? []).Where(static label => label.Length > 0)
                .Distinct().Except(model.HolidayNames).Order(StringComparer.Ordinal),
        ];
        if (unknown.Length > 0)
            notes.Say($"Holidays the model has not seen twice are read as holidays of no particular kind: {string.Join(", ", unknown)}.");
    }
}
