namespace Recurrent.TimeSeries.Backtesting;

/// <summary>Evaluates at several points in time: at each origin only the past is known and the next values are to be forecast.</summary>
/// <remarks>Rolling-origin evaluation (Tashman, 2000). The last origin leaves exactly one horizon; earlier ones step back by the
/// stride.</remarks>
public sealed record RollingOrigin
{
    private readonly int _horizon = 1;
    private readonly int _origins = 1;
    private readonly int? _stride;
    private readonly int? _window;

    /// <summary>Steps to forecast at each origin, at least 1.</summary>
    public required int Horizon
    {
        get => _horizon;
        init => _horizon = AtLeastOne(value, nameof(Horizon));
    }

    /// <summary>Number of origins, at least 1; the default 1 is a single hold-out.</summary>
    public int Origins
    {
        get => _origins;
        init => _origins = AtLeastOne(value, nameof(Origins));
    }

    /// <summary>Steps between origins, at least 1; null is the horizon, so that no value is tested twice.</summary>
    public int? Stride
    {
        get => _stride;
        init => _stride = value is { } stride ? AtLeastOne(stride, nameof(Stride)) : null;
    }

    /// <summary>Longest training part, at least 1; null keeps everything before the origin.</summary>
    public int? Window
    {
        get => _window;
        init => _window = value is { } window ? AtLeastOne(window, nameof(Window)) : null;
    }

    /// <summary>The folds in time order.</summary>
    /// <param name="series">The series to evaluate on.</param>
    /// <returns>One fold an origin; no training part reaches its origin.</returns>
    /// <exception cref="ArgumentException">The series is too short for the first origin.</exception>
    public IEnumerable<RollingFold> Folds(Series series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var stride = Stride ?? Horizon;
        var first = series.Length - Horizon - ((Origins - 1L) * stride);
        if (first < 1)
            throw new ArgumentException(
                $"Series '{series.Id}' has {series.Length} values; {Origins} origins of horizon {Horizon} with stride {stride} need more than"
                + $" {series.Length - first}. Use fewer origins or a shorter horizon.", nameof(series));
        return Enumerable.Range(0, Origins).Select(index => Fold(series, (int)first + (index * stride)));
    }

    private RollingFold Fold(Series series, int origin)
    {
        var length = Math.Min(origin, Window ?? origin);
        return new RollingFold(
            origin,
            new TrainingPart(SeriesPart.Of(series, origin - length, length)),
            new TestPart(SeriesPart.Of(series, origin, Horizon)));
    }

    private static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Received {name} = {value}; expected at least 1.");
}
