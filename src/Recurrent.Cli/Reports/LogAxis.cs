using System.Globalization;
using OxyPlot.Axes;

namespace Recurrent.Cli.Reports;

/// <summary>Logarithms on a left axis, labelled as the numbers they stand for.</summary>
internal static class LogAxis
{
    private const int Deepest = -12, Highest = 12;

    /// <summary>An axis over all values; those below 10⁻¹² are not shown.</summary>
    public static LinearAxis Over(IEnumerable<double> values)
    {
        double[] shown = [.. values.Where(static value => value > 0 && double.IsFinite(value)).Select(Math.Log10)];
        var axis = ChartAxes.Values();
        axis.Minimum = Math.Clamp(Math.Floor(shown.DefaultIfEmpty(-1).Min()), Deepest, Highest - 1);
        axis.Maximum = Math.Clamp(Math.Ceiling(shown.DefaultIfEmpty(0).Max() + 0.05), axis.Minimum + 1, Highest);
        axis.MajorStep = Math.Max(1, Math.Ceiling((axis.Maximum - axis.Minimum) / 6));
        axis.MinorStep = axis.MajorStep;
        axis.LabelFormatter = static exponent => exponent is >= -2 and <= 3
            ? Math.Pow(10, exponent).ToString("#,0.###", CultureInfo.InvariantCulture)
            : "1e" + exponent.ToString("0", CultureInfo.InvariantCulture);
        return axis;
    }

    /// <summary>The place of a value; below the axis where it has no logarithm.</summary>
    public static double At(double value) => value > 0 ? Math.Log10(value) : Deepest - 10;
}
