using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Forecasts;

/// <summary>What the file of a forecaster says.</summary>
internal static class ForecastMetadata
{
    public static void Describe(TaskGraph graph, ForecasterState state)
    {
        var (architecture, preprocessing) = (state.Architecture, state.Preprocessing);
        graph.Describe(MetadataKeys.Architecture, architecture, ForecastJsonContext.Default.ForecastArchitecture);
        graph.Describe(MetadataKeys.Preprocessing, preprocessing, ForecastJsonContext.Default.ForecastPreprocessing);
        if (state.Network is ForecastNetwork) graph.Describe(MetadataKeys.Quantiles, architecture.Quantiles, MetadataJsonContext.Default.DoubleArray);
        graph.Describe(MetadataKeys.Horizon, architecture.Horizon, MetadataJsonContext.Default.Int32);
        graph.Describe(MetadataKeys.Context, preprocessing.Context, MetadataJsonContext.Default.Int32);
        graph.Describe(MetadataKeys.Frequency, preprocessing.Frequency.ToString(), MetadataJsonContext.Default.String);
        graph.Describe(MetadataKeys.Columns, Columns(preprocessing), MetadataJsonContext.Default.DictionaryStringStringArray);
        graph.LeaveOutside("Missing values are filled in before, and the rows of a batch are equally long; give each series from its first value on.");
        if (preprocessing.Base != ForecastBase.Naive)
            graph.LeaveOutside($"The {SeriesInputs.Name(preprocessing.Base)} forecast is fitted to the series outside and given as base_forecast.");
        if (preprocessing.Holidays.Length > 0) graph.LeaveOutside("Holidays are looked up by name before.");
    }

    private static Dictionary<string, string[]> Columns(ForecastPreprocessing preprocessing)
    {
        var columns = new Dictionary<string, string[]>();
        Add("past_covariates", [.. preprocessing.Covariates.Where(static one => one.Kind == CovariateKind.Past).Select(static one => one.Name)]);
        Add("future_covariates", [.. preprocessing.Covariates.Where(static one => one.Kind == CovariateKind.Future).Select(static one => one.Name)]);
        Add("holidays", [.. preprocessing.Holidays.SelectMany(Inputs)]);
        Add("statics", [.. preprocessing.Statics.Select(static one => one.Name)]);
        foreach (var one in preprocessing.Statics) Add("statics." + one.Name, one.Values);
        return columns;

        void Add(string name, string[] names)
        {
            if (names.Length > 0) columns[name] = names;
        }
    }

    private static IEnumerable<string> Inputs(HolidayVocabulary holidays) =>
    [
        $"any {holidays.Name}", .. holidays.Names.Select(name => $"{holidays.Name} {name}"),
        .. holidays.DaySteps == 0 ? Array.Empty<string>() : [$"day before {holidays.Name}", $"day after {holidays.Name}"],
    ];
}
