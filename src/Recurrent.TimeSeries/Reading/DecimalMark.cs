namespace Recurrent.TimeSeries.Reading;

/// <summary>Finds out whether the numbers of a file have a decimal comma.</summary>
internal static class DecimalMark
{
    private const int ThousandsGroup = 3;

    /// <summary>
    /// True when numbers with a comma stand in the sample and none with a point. With three digits behind every comma they may be
    /// thousands, and in a file separated by commas they are more often so: then only the caller can say it.
    /// </summary>
    public static bool IsComma(char delimiter, IEnumerable<string[]> rows)
    {
        if (delimiter == ',') return false;
        var comma = false;
        foreach (var field in rows.SelectMany(static fields => fields))
        {
            if (field.Contains('.') && NumberField.TryParse(field, out _)) return false;
            comma |= HasDecimals(field);
        }
        return comma;
    }

    /// <summary>True for 12,5 and -0,25; false for 1,000, which may be a thousand.</summary>
    public static bool HasDecimals(string field)
    {
        var place = field.IndexOf(',');
        return place >= 0 && field.Length - place - 1 != ThousandsGroup && NumberField.TryParseComma(field, out _);
    }
}
