namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Checks of quantile levels, where they are set.</summary>
internal static class QuantileLevels
{
    public static IReadOnlyList<double> Checked(IReadOnlyList<double> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        for (var index = 0; index < levels.Count; index++)
        {
            if (levels[index] is > 0 and < 1 && (index == 0 || levels[index] > levels[index - 1])) continue;
            throw new ArgumentException($"Received the quantile {levels[index]} at place {index + 1}; expected growing levels between 0 and 1.", nameof(levels));
        }
        return levels.Contains(0.5)
            ? levels
            : throw new ArgumentException("The quantiles lack 0.5, which is the point forecast; add it.", nameof(levels));
    }
}
