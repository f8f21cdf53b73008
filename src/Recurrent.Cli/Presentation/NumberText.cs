using System.Globalization;

namespace Recurrent.Cli.Presentation;

/// <summary>Numbers for tables.</summary>
internal static class NumberText
{
    /// <summary>A scaled error such as MASE: three decimals; a dash when there is none.</summary>
    public static string Ratio(double value) => Text(value, "0.000");

    /// <summary>A percentage with two decimals.</summary>
    public static string Percent(double value) => Text(value, "0.00");

    /// <summary>A share as whole and tenth percent.</summary>
    public static string Share(double? value) => value is { } share ? Text(100 * share, "0.0") + " %" : "–";

    /// <summary>A value in the unit of the data: four significant digits.</summary>
    public static string Value(double value) => Text(value, Math.Abs(value) is >= 1e6 or < 1e-3 and > 0 ? "0.###e0" : Math.Abs(value) >= 1000 ? "#,0" : "G4");

    /// <summary>A count with thousands apart.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Seconds, minutes or hours, whichever reads best.</summary>
    public static string Time(double seconds) => seconds switch
    {
        < 60 => Text(seconds, "0.0") + " s",
        < 3600 => Text(seconds / 60, "0.0") + " min",
        _ => Text(seconds / 3600, "0.0") + " h",
    };

    private static string Text(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
