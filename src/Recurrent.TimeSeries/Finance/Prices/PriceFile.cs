using System.Globalization;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Finance.Prices;

/// <summary>Reads the rows of one file whose columns are known.</summary>
internal sealed class PriceFile(FileSample sample, PriceColumns columns)
{
    private readonly StampParser _dates = new(columns.DateFormat);
    private readonly List<PriceBar> _bars = [];
    private long _skipped;
    private DateOnly? _last;
    private long _lastLine;

    public PriceTable Read()
    {
        using var csv = new CsvRows(sample.File, sample.Delimiter);
        if (sample.HasHeader) csv.Read();
        while (csv.Read()) ReadRow(csv);
        if (_bars.Count < 2)
            throw new DataFormatException
            {
                File = sample.File,
                Found = $"{_bars.Count} row{(_bars.Count == 1 ? "" : "s")} with prices{(_skipped > 0 ? $" and {_skipped} without" : "")}",
                Expected = "at least two days of prices",
                Fix = "Check that the export wrote its rows",
            };
        return new PriceTable(sample.File, _bars, _skipped);
    }

    private void ReadRow(CsvRows csv)
    {
        if (csv.FieldCount != sample.Names.Length)
            throw Error(csv, null, $"{csv.FieldCount} field{(csv.FieldCount == 1 ? "" : "s")}", $"{sample.Names.Length} as in the first line",
                "Quote text that contains the delimiter, or complete the row");
        var date = Date(csv);
        if (date <= _last) throw OutOfOrder(csv, date);
        (_last, _lastLine) = (date, csv.Line);
        int[] prices = columns.HasRange ? [columns.Close, columns.Open, columns.High, columns.Low] : [columns.Close];
        var values = new double[prices.Length];
        var missing = 0;
        for (var index = 0; index < prices.Length; index++)
            if (!TryPrice(csv, prices[index], out values[index])) missing++;
        if (missing > 0)
        {
            if (missing < prices.Length)
                throw Error(csv, null, "some prices of the day and not the others", "all of open, high, low and close, or none of them",
                    "Complete the row or remove it, or train on closes only with rnn train volatility --closes-only");
            _skipped++;
            return;
        }
        Add(csv, columns.HasRange ? new PriceBar(date, values[0]) { Open = values[1], High = values[2], Low = values[3] } : new PriceBar(date, values[0]));
    }

    private void Add(CsvRows csv, PriceBar bar)
    {
        if (PriceRules.Broken(bar) is { } broken)
            throw Error(csv, null, broken, "prices above 0 with low ≤ open, close ≤ high",
                columns.HasRange && PriceRules.IsPrice(bar.Close) ? "Correct the row or remove it, or train on closes only with rnn train volatility --closes-only" : "Correct the row or remove it");
        _bars.Add(bar);
    }

    private DateOnly Date(CsvRows csv)
    {
        var text = csv.Field(columns.Date);
        if (_dates.TryParse(text, out var ticks)) return DateOnly.FromDateTime(new DateTime(ticks));
        throw Error(csv, columns.Date, text.IsEmpty ? "no date" : $"the date {DataFormatException.Quote(text)}",
            $"a date of the form {columns.DateFormat.Pattern}", "Write all dates in one format, or give their pattern with --time-pattern");
    }

    private bool TryPrice(CsvRows csv, int column, out double value)
    {
        var text = csv.Field(column);
        if (sample.TryValue(text, out value)) return true;
        if (NumberField.IsMissing(text)) return false;
        throw Error(csv, column, DataFormatException.Quote(text), "a finite number above 0, at most 1e30", NumberField.Fix(text, sample.HasDecimalComma));
    }

    private DataFormatException OutOfOrder(CsvRows csv, DateOnly date)
    {
        var (day, before) = (Text(date), Text(_last!.Value));
        return date == _last
            ? Error(csv, columns.Date, $"{day} again, as in row {_lastLine}", "one row a day", "Remove one of the rows; of prices within a day keep the last")
            : Error(csv, columns.Date, $"{day} behind {before} of row {_lastLine}", "growing dates", "Sort the rows by date, oldest first");
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DataFormatException Error(CsvRows csv, int? column, string found, string expected, string fix) => new()
    {
        File = csv.File,
        Row = csv.Line,
        Column = column is { } place ? sample.Names[place] : null,
        Found = found,
        Expected = expected,
        Fix = fix,
    };
}
