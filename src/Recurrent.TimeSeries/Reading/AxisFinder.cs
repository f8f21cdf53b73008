namespace Recurrent.TimeSeries.Reading;

/// <summary>Finds the one frequency of a file and refuses series that do not follow it.</summary>
internal sealed class AxisFinder(string file, string? timeColumn, ColumnRoles roles, SeriesReaderOptions options)
{
    public SeriesCollection Build(List<SeriesBuilder> builders, IReadOnlyList<(string Name, CovariateKind Kind)> covariates)
    {
        foreach (var builder in builders)
            if (builder.Count < options.MinimumLength) throw TooShort(builder);
        var format = roles.Stamps.Format;
        var asRows = roles.Time < 0 || (options.Frequency is { IsCalendar: false } && format.Style != StampStyle.Index);
        var longest = builders.MaxBy(static builder => builder.Count)!;
        var frequency = asRows ? Frequency.Index
            : options.Frequency is { } given && given.IsCalendar == format.IsCalendar ? given
            : FrequencyInference.Infer(longest.Positions, format.IsCalendar);
        var series = new List<Series>(builders.Count);
        foreach (var builder in builders)
        {
            if (!asRows) CheckGaps(builder, frequency, format);
            var axis = asRows ? TimeAxis.RowNumbers : new TimeAxis(builder.Positions[0], frequency, format);
            series.Add(builder.Build(axis, covariates));
        }
        return new SeriesCollection(series);
    }

    private void CheckGaps(SeriesBuilder builder, Frequency frequency, StampFormat format)
    {
        var positions = builder.Positions;
        var given = options.Frequency is not null;
        var bad = FrequencyInference.FirstIrregular(positions, frequency, given);
        if (bad < 0 || (given && !frequency.IsCalendar)) return;
        var count = FrequencyInference.CountIrregular(positions, frequency, given);
        var expected = frequency.TryAdvance(positions[bad - 1], 1, out var next) ? format.Format(next) : "a date before the year 10000";
        var series = builder.Id.Length == 0 ? "" : $" in series {DataFormatException.Quote(builder.Id)}";
        throw new DataFormatException
        {
            File = file,
            Row = builder.Line(bad),
            Column = timeColumn,
            Found = $"the stamp {format.Format(positions[bad])} after {format.Format(positions[bad - 1])}{series}"
                + (count > 1 ? $" ({count} irregular steps in all)" : ""),
            Expected = $"{expected} ({frequency.Name} data)",
            Fix = "Add the missing rows, or use --freq index to take the rows as equally spaced",
        };
    }

    private DataFormatException TooShort(SeriesBuilder builder) => new()
    {
        File = file,
        Row = builder.FirstLine,
        Found = $"{builder.Count} value{(builder.Count == 1 ? "" : "s")}"
            + (builder.Id.Length == 0 ? "" : $" in series {DataFormatException.Quote(builder.Id)}"),
        Expected = $"at least {options.MinimumLength}",
        Fix = "Add history or remove the series; if each row became its own series, check --id-col",
    };
}
