namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Writes the holidays of one series into input columns.</summary>
/// <param name="holidays">What the model reads.</param>
/// <param name="past">The column over the series. [T]</param>
/// <param name="ahead">The column behind its end; null when nothing behind it is read.</param>
/// <param name="steps">Steps to write.</param>
/// <param name="length">T.</param>
internal readonly ref struct HolidayReader(HolidayVocabulary holidays, Covariate past, Covariate? ahead, int steps, int length)
{
    /// <summary>Fills columns of a row-major table whose rows are steps.</summary>
    public void Read(float[] table, int column, int columns)
    {
        var neighbours = column + 1 + holidays.Names.Length;
        for (var t = 0; t < steps; t++)
        {
            var row = t * columns;
            var label = At(t);
            if (label.Length > 0)
            {
                table[row + column] = 1;
                var place = Array.IndexOf(holidays.Names, label);
                if (place >= 0) table[row + column + 1 + place] = 1;
            }

            if (holidays.DaySteps == 0) continue;
            if (At(t + holidays.DaySteps).Length > 0) table[row + neighbours] = 1;
            if (At(t - holidays.DaySteps).Length > 0) table[row + neighbours + 1] = 1;
        }
    }

    /// <summary>The holiday of a step; none before the data and behind them.</summary>
    private string At(int step)
    {
        var (source, index) = step < length ? (past, step) : (ahead, step - length);
        if (source is null || index < 0 || index >= source.Values.Count) return "";
        if (source.Labels is { } labels) return labels[index];
        return source.Values[index] is 0 or double.NaN ? "" : source.Name;
    }
}
