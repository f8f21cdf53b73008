namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Checks of option values, where they are set.</summary>
internal static class OptionGuard
{
    public static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected at least 1.");

    public static int? AtLeastOne(int? value, string name) => value is { } number ? AtLeastOne(number, name) : null;

    public static IReadOnlyList<double> Quantiles(IReadOnlyList<double> levels)
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
