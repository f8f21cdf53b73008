using System.Globalization;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>What each head asks of data and of other options.</summary>
internal static class HeadRules
{
    /// <summary>Whether forecasts are drawn step by step.</summary>
    public static bool IsSampled(this ForecastHead head) => head is not (ForecastHead.Quantiles or ForecastHead.Point);

    /// <summary>Whether values are whole numbers from 0 on.</summary>
    public static bool IsCount(this ForecastHead head) => head is ForecastHead.NegativeBinomial or ForecastHead.Poisson;

    /// <summary>Whether values cannot be negative.</summary>
    public static bool IsPositive(this ForecastHead head) => head.IsCount() || head == ForecastHead.Gamma;

    /// <summary>The name in options and settings.</summary>
    public static string Name(this ForecastHead head) => head switch
    {
        ForecastHead.StudentT => "student-t",
        ForecastHead.NegativeBinomial => "negative-binomial",
        _ => head.ToString().ToLowerInvariant(),
    };

    /// <summary>Why the options cannot be used together, or null.</summary>
    public static string? Conflict(ForecasterOptions options, SeriesCollection data)
    {
        var head = options.Head;
        if (!head.IsSampled()) return null;
        if (options.Body != ForecastBody.Steps)
            return $"The head {head.Name()} goes through time step by step, received the body {options.Body.ToString().ToLowerInvariant()}; leave the body out, or use the head quantiles.";
        if (options.Base is { } forecast && forecast != ForecastBase.Naive)
            return $"The head {head.Name()} goes on over its own draws, received the base {forecast.ToString().ToLowerInvariant()}, which knows none; leave the base out, or use the head quantiles.";
        if (head.IsPositive() && options.Transform is { } transform && transform != DataTransformKind.None)
            return $"The head {head.Name()} describes the values themselves, received the transform {transform.ToString().ToLowerInvariant()}; leave the transform out.";
        if (data[0].Covariates.FirstOrDefault(one => one.Kind == CovariateKind.Past) is { } past)
            return $"The head {head.Name()} goes on over its own draws, but the covariate '{past.Name}' is known up to the present only; leave it out, give it as known-future, or use the head quantiles.";
        return null;
    }

    /// <summary>Refuses values that the distribution of the head cannot give.</summary>
    /// <param name="head">The head.</param>
    /// <param name="data">The series.</param>
    /// <param name="file">Where they come from, for the message; null when they come from no file.</param>
    /// <exception cref="DataFormatException">The message names file, series, place and value.</exception>
    public static void CheckValues(ForecastHead head, SeriesCollection data, string? file = null)
    {
        if (!head.IsPositive()) return;
        foreach (var series in data)
        {
            var values = series.Values;
            for (var t = 0; t < values.Length; t++)
            {
                if (!IsPossible(head, values[t])) throw Refusal(head, series, t, file);
            }
        }
    }

    private static bool IsPossible(ForecastHead head, double value) => double.IsNaN(value)
        || (head.IsCount() ? value >= 0 && value == Math.Floor(value) : value > 0);

    private static DataFormatException Refusal(ForecastHead head, Series series, int t, string? file)
    {
        var (expected, fix) = head.IsCount()
            ? ("counts: whole numbers from 0 on", "Correct it, or use the head gamma for amounts above 0, or normal, student-t or quantiles for any numbers")
            : ("values above 0", "Correct it, or use the head negative-binomial for counts with zeros, or normal, student-t or quantiles for any numbers");
        var place = $"{(series.Id.Length == 0 ? "the series" : $"series '{series.Id}'")}, row {t + 1} ({series.Times.Text(t)})";
        var found = string.Create(CultureInfo.InvariantCulture, $"{series.Values[t]} in {place}");
        var wanted = $"{expected}, which the head {head.Name()} describes";
        return file is null
            ? new DataFormatException($"Found {found}; expected {wanted}. {fix}.")
            : new DataFormatException { File = file, Found = found, Expected = wanted, Fix = fix };
    }
}
