using Recurrent.TimeSeries;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Runs;

/// <summary>Puts the continuation of series behind them, so that the official test file of a competition becomes the held-out end.</summary>
internal static class SeriesJoin
{
    /// <summary>Appends values to every series.</summary>
    /// <param name="history">The series so far.</param>
    /// <param name="continuation">What came next, by the same ids; longer stamps must follow on directly.</param>
    /// <param name="file">Name of the continuation, for messages.</param>
    /// <returns>History and continuation as one, for the ids of the continuation.</returns>
    /// <exception cref="DataFormatException">An id is unknown or missing, or the stamps leave a gap or overlap.</exception>
    public static SeriesCollection Append(SeriesCollection history, SeriesCollection continuation, string file)
    {
        if (history.FirstOrDefault(one => !continuation.Contains(one.Id)) is { } lacking)
            throw Refuse(file, $"no values for series '{lacking.Id}' of the history", "a continuation of every series", "Add it, or remove the series from the history");
        return new SeriesCollection(continuation.Select(next => Append(Before(history, next, file), next, file)));
    }

    private static Series Before(SeriesCollection history, Series next, string file) => history.Contains(next.Id)
        ? history[next.Id]
        : throw Refuse(file, $"series '{next.Id}', which the history lacks{NearestName.Suggestion(next.Id, history.Select(one => one.Id))}",
            "the ids of the history", "Use the file that belongs to the history");

    private static Series Append(Series before, Series next, string file)
    {
        // The history ends with its last known value; steps without one may lie between it and the continuation.
        var gap = before.Times.Format.IsCalendar ? Gap(before, next) : 0;
        if (gap < 0)
            throw Refuse(file, $"series '{next.Id}' beginning at {next.Times.Text(0)}",
                $"{before.Times.Text(before.Length)}, the stamp behind the history's last value", "Give the file that continues the history");
        return new Series(before.Id, Join(before.Values, gap, next.Values), before.Times, mayLack: true)
        {
            StaticCovariates = before.StaticCovariates,
            Covariates = [.. before.Covariates.Select(covariate => Append(covariate, gap, next, file))],
        };
    }

    /// <summary>Steps between the history and its continuation, at most as many as the latter has; below 0 when it does not follow on.</summary>
    private static int Gap(Series before, Series next)
    {
        var steps = FrequencyInference.StepsBetween(before.Times.Position(before.Length - 1), next.Times.Start, before.Frequency);
        return steps >= 1 && steps - 1 <= next.Length ? (int)steps - 1 : -1;
    }

    private static double[] Join(ReadOnlySpan<double> before, int gap, ReadOnlySpan<double> next) =>
        [.. before, .. Enumerable.Repeat(double.NaN, gap), .. next];

    private static Covariate Append(Covariate before, int gap, Series next, string file)
    {
        var more = next.Covariates.FirstOrDefault(one => one.Name == before.Name)
            ?? throw Refuse(file, $"no column '{before.Name}' for series '{next.Id}'", "the covariates of the history", "Add the column");
        return before with
        {
            Values = Join([.. before.Values], gap, [.. more.Values]),
            Labels = before.Labels is { } labels ? [.. labels, .. Enumerable.Repeat("", gap), .. more.Labels ?? []] : null,
        };
    }

    private static DataFormatException Refuse(string file, string found, string expected, string fix) =>
        new() { File = file, Found = found, Expected = expected, Fix = fix };
}
