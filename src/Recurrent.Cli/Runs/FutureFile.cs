using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Runs;

/// <summary>Reads known-future covariates of the steps to forecast: <c>unique_id,ds,covariate,…</c>.</summary>
internal static class FutureFile
{
    /// <summary>Reads the file and lines it up with the end of each series.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Names of the id and time columns.</param>
    /// <param name="history">The series to continue, with their future covariates.</param>
    /// <param name="terminal">For standard input.</param>
    /// <returns>Covariates by id, beginning right behind the series.</returns>
    /// <exception cref="DataFormatException">The file lacks a series or a column, or does not follow on the history.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<Covariate>> Read(
        string path, SeriesReaderOptions options, SeriesCollection history, Terminal terminal)
    {
        Covariate[] wanted = [.. history[0].Covariates.Where(one => one.Kind == CovariateKind.Future)];
        if (wanted.Length == 0)
            throw new UsageException($"--future: received '{path}', but the model knows no future covariates; leave it out, or train with --future-cov or --holiday-col.");
        var rows = SeriesFiles.Read(path, options with
        {
            TargetColumn = null,
            WithoutTarget = true,
            FutureCovariates = [.. wanted.Where(one => one.Labels is null).Select(one => one.Name)],
            HolidayColumn = wanted.FirstOrDefault(one => one.Labels is not null)?.Name,
            PastCovariates = [],
            StaticCovariates = [],
            Wide = false,
            Frequency = history.Frequency,
            MinimumLength = 1,
            KeepEnds = true,
        }, terminal);
        return history.ToDictionary(one => one.Id, one => Behind(one, Find(rows, one, path), path));
    }

    private static Series Find(SeriesCollection rows, Series one, string file) => rows.Contains(one.Id)
        ? rows[one.Id]
        : throw new DataFormatException { File = file, Found = $"no rows for series '{one.Id}'", Expected = "rows for every series to forecast", Fix = "Add them" };

    private static IReadOnlyList<Covariate> Behind(Series history, Series rows, string file)
    {
        var wanted = history.Times.Position(history.Length);
        var skip = 0;
        while (skip < rows.Length && rows.Times.Position(skip) < wanted) skip++;
        if (skip == rows.Length || rows.Times.Position(skip) != wanted)
            throw new DataFormatException
            {
                File = file,
                Found = $"rows of series '{history.Id}' from {rows.Times.Text(0)} to {rows.Times.Text(rows.Length - 1)}",
                Expected = $"rows from {history.Times.Text(history.Length)}, the stamp behind the last known value",
                Fix = "Add the missing rows",
            };
        return [.. rows.Covariates.Select(one => one with { Values = [.. one.Values.Skip(skip)], Labels = one.Labels?.Skip(skip).ToArray() })];
    }
}
