using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Columns;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet.Forecasting;

/// <summary>Columns that forecasting reads and makes.</summary>
internal static class ForecastLayout
{
    public static IEnumerable<InputColumn> Rules(ForecastColumnNames names)
    {
        yield return InputColumn.Numbers(names.Value, "the values", orVector: true);
        if (names.Time is { } time) yield return InputColumn.Time(time);
        if (names.Series is { } series) yield return InputColumn.Text(series, "the name of the series");
    }

    public static ImmutableArray<OutputColumn> Made(ForecastColumnNames names, int horizon) =>
    [
        .. new[] { names.Forecast, names.LowerBound, names.UpperBound }.OfType<string>()
            .Select(name => new OutputColumn(name, new VectorDataViewType(NumberDataViewType.Single, horizon))),
    ];

    public static ImmutableArray<DataViewSchema.Column> Read(DataViewSchema schema, ForecastColumnNames names) =>
        [.. new[] { names.Value, names.Time, names.Series }.OfType<string>().Select(name => schema[name])];

    /// <summary>Whether a row holds all values of a series so far, and not one.</summary>
    public static bool HoldsHistories(DataViewSchema schema, ForecastColumnNames names) => schema[names.Value].Type is VectorDataViewType;

    /// <summary>The getter of a made column, given the forecast of the present row.</summary>
    public static Delegate Getter(ForecastColumnNames names, int output, Func<SeriesForecast?> current, int horizon)
    {
        var isLower = names.LowerBound is not null && output == 1;
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> values) => Values(current()).CopyTo(ref values));

        IReadOnlyList<double> Values(SeriesForecast? forecast)
        {
            if (forecast is null) return [.. Enumerable.Repeat(double.NaN, horizon)];
            if (output == 0) return forecast.Point;
            var interval = forecast.Interval(names.Interval);
            return isLower ? interval.Lower : interval.Upper;
        }
    }
}
