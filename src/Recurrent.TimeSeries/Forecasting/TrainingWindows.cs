namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Which points in time are learnt from and which decide when to stop; none sees the held-out end.</summary>
internal sealed class TrainingWindows
{
    private const int MostStopping = 2_000;
    private const int MostCalibrating = 8_000;

    private TrainingWindows(WindowRange[] training, WindowOrigin[] validation) => (Training, Validation) = (training, validation);

    /// <summary>One range of origins for each series that has any.</summary>
    public WindowRange[] Training { get; }

    /// <summary>Origins whose whole horizon lies in the validation part.</summary>
    public WindowOrigin[] Validation { get; }

    /// <summary>Those that decide when to stop: all of a few, otherwise of evenly chosen series.</summary>
    public WindowOrigin[] Stopping => Sample(MostStopping);

    /// <summary>Those the intervals are fitted to: all of many, otherwise of evenly chosen series.</summary>
    public WindowOrigin[] Calibration => Sample(MostCalibrating);

    public int TrainingCount => Training.Sum(range => range.Count);

    /// <summary>Lays windows over all series.</summary>
    /// <param name="series">The series, as long as in the data.</param>
    /// <param name="plan">Horizon, validation origins and shortest history.</param>
    public static TrainingWindows Over(IReadOnlyList<PreparedSeries> series, WindowPlan plan)
    {
        var training = new List<WindowRange>();
        var validation = new List<WindowOrigin>();
        foreach (var one in series)
        {
            var end = one.Length - plan.Horizon;
            var validationLength = plan.Horizon + ((plan.ValidationOrigins - 1) * plan.ValidationStride);
            var first = Math.Min(plan.ShortestHistory, Math.Max(1, (end - validationLength) / 2));
            if (end - validationLength > first)
            {
                for (var origin = end - validationLength; origin <= end - plan.Horizon; origin += plan.ValidationStride)
                    validation.Add(new WindowOrigin(one, origin, end));
                end -= validationLength;
            }

            if (end > first) training.Add(new WindowRange(one, first, end));
        }
        return new TrainingWindows([.. training], [.. validation]);
    }

    /// <summary>All origins of every so-many-th series, so that every point in time stays; at least one window of each where that is all there is.</summary>
    private WindowOrigin[] Sample(int most)
    {
        var series = Validation.GroupBy(window => window.Series).ToArray();
        var every = (Validation.Length + most - 1) / most;
        return every <= 1 || Validation.Length == series.Length ? Validation : [.. series.Where((_, index) => index % every == 0).SelectMany(windows => windows)];
    }
}
