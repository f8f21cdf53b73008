using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Finds the one frequency of a file and refuses series that do not follow it.</summary>
internal sealed class AxisFinder(string file, string? timeColumn, ColumnRoles roles, SeriesReaderOptions options)
{
    /// <summary>Steps without a value take memory; more of them than this are no series.</summary>
    private const int MostStepsPerRow = 100;

    public SeriesCollection Build(List<SeriesBuilder> builders, CovariateNames covariates)
    {
        foreach (var builder in builders)
            if (builder.Known < options.MinimumLength) throw TooShort(builder);
        var format = roles.Stamps.Format;
        var asRows = roles.Time < 0 || (options.Frequency is { IsCalendar: false } && format.Style != StampStyle.Index);
        var longest = builders.MaxBy(static builder => builder.Count)!;
        var frequency = asRows ? Frequency.Index
            : options.Frequency is { } given && given.IsCalendar == format.IsCalendar ? given
            : FrequencyInference.Infer(longest.Positions, format.IsCalendar);
        var series = new List<Series>(builders.Count);
        foreach (var builder in builders)
        {
            var places = asRows ? new RowPlaces(null, builder.Count) : Places(builder, frequency, format);
            CheckShare(builder, places, format);
            var axis = asRows ? TimeAxis.RowNumbers : new TimeAxis(builder.Positions[0], frequency, format);
            series.Add(builder.Build(axis, places, covariates, options.KeepEnds));
        }
        return new SeriesCollection(series);
    }

    private RowPlaces Places(SeriesBuilder builder, Frequency frequency, StampFormat format)
    {
        var positions = builder.Positions;
        var given = options.Frequency is not null;
        if (given && !frequency.IsCalendar) return new RowPlaces(null, builder.Count);
        var places = RowPlaces.Of(positions, frequency, given, out var bad);
        if (bad < 0 && (places.Places is null || options.Missing != MissingValues.Refuse)) return places;
        var isGap = bad < 0;
        if (isGap) bad = FrequencyInference.FirstIrregular(positions, frequency, given);
        var count = FrequencyInference.CountIrregular(positions, frequency, given);
        var expected = frequency.TryAdvance(positions[bad - 1], 1, out var next) ? format.Format(next) : "a date before the year 10000";
        throw new DataFormatException
        {
            File = file,
            Row = builder.Line(bad),
            Column = timeColumn,
            Found = $"the stamp {format.Format(positions[bad])} after {format.Format(positions[bad - 1])}{InSeries(builder)}"
                + (count > 1 ? $" ({count} irregular steps in all)" : ""),
            Expected = $"{expected} ({frequency.Name} data)",
            Fix = isGap ? "Leave out --missing refuse to have the missing rows masked, add them, or use --freq index to take the rows as equally spaced"
                : "Correct the stamp, name the step with --freq, or use --freq index to take the rows as equally spaced",
        };
    }

    /// <summary>Mostly missing steps are rather a wrong step, a mistyped year, or rows that mean 0 where they are absent.</summary>
    private void CheckShare(SeriesBuilder builder, RowPlaces places, StampFormat format)
    {
        var steps = places.Between(builder.FirstKnown, builder.LastKnown);
        var isUsual = options.Missing == MissingValues.Usual && !options.KeepEnds;
        var isTooLong = places.Steps > (long)MostStepsPerRow * builder.Count;
        if (!isTooLong && !(isUsual && steps > 2L * builder.Known)) return;
        var behind = places.BehindLongestGap();
        throw new DataFormatException
        {
            File = file,
            Row = builder.Line(behind),
            Column = timeColumn,
            Found = $"values for {builder.Known} of {(isTooLong ? places.Steps : steps)} steps{InSeries(builder)}"
                + (behind == 0 ? "" : $", the longest gap from {format.Format(builder.Positions[behind - 1])} to {format.Format(builder.Positions[behind])}"),
            Expected = isTooLong ? $"at most {MostStepsPerRow} steps a row" : "values for at least every second step",
            Fix = "Write 0 where nothing happened, or correct the stamps or the step (--freq)" + (isTooLong ? "" : ", or have them masked all the same with --missing mask"),
        };
    }

    private static string InSeries(SeriesBuilder builder) => builder.Id.Length == 0 ? "" : $" in series {DataFormatException.Quote(builder.Id)}";

    private DataFormatException TooShort(SeriesBuilder builder) => new()
    {
        File = file,
        Row = builder.FirstLine,
        Found = builder.Known == 0 ? $"no known value among {builder.Count}{InSeries(builder)}"
            : $"{builder.Known} {(builder.Known == builder.Count ? "" : "known ")}value{(builder.Known == 1 ? "" : "s")}{InSeries(builder)}",
        Expected = $"at least {options.MinimumLength}",
        Fix = "Add history or remove the series; if each row became its own series, check --id-col",
    };
}
