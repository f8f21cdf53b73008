namespace Recurrent.Cli.Presentation;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Draws the last values.</summary>
    /// <param name="values">Finite values, oldest first.</param>
    /// <param name="width">Most characters.</param>
    public static string Draw(IReadOnlyList<double> values, int width)
    {
        double[] shown = [.. values.Skip(Math.Max(0, values.Count - width))];
        if (shown.Length == 0) return "";
        var (low, high) = (shown.Min(), shown.Max());
        var span = high > low ? high - low : 1;
        return string.Create(shown.Length, (shown, low, span), static (text, state) =>
        {
            for (var index = 0; index < text.Length; index++)
                text[index] = Bars[(int)Math.Round((state.shown[index] - state.low) / state.span * (Bars.Length - 1))];
        });
    }
}
