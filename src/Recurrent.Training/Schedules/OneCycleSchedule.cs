namespace Recurrent.Training.Schedules;

/// <summary>Rises to a peak and falls far below the start within one run (Smith and Topin 2019, super-convergence).</summary>
/// <param name="PeakRate">The largest η.</param>
/// <param name="Steps">Updates of the whole run, at least 2.</param>
/// <remarks>As PyTorch's OneCycleLR with two phases: the peak is at step riseFraction·steps − 1, the end at steps − 1.</remarks>
public sealed record OneCycleSchedule(double PeakRate, long Steps) : LearningRateSchedule
{
    /// <summary>The largest η.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double PeakRate
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(PeakRate));
    } = OptionGuard.Finite(PeakRate, nameof(PeakRate));

    /// <summary>Updates of the whole run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 2.</exception>
    public long Steps
    {
        get;
        init => field = OptionGuard.AtLeast(value, 2, nameof(Steps));
    } = OptionGuard.AtLeast(Steps, 2, nameof(Steps));

    /// <summary>Share of the steps that rise, above 0 and below 1; default 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or below, to 1 or above, or to NaN.</exception>
    public double RiseFraction
    {
        get;
        init => field = OptionGuard.Inside(value, 0, 1, nameof(RiseFraction));
    } = 0.3;

    /// <summary>The first rate is the peak divided by this; default 25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or below, to infinity or to NaN.</exception>
    public double InitialDivisor
    {
        get;
        init => field = OptionGuard.Positive(value, nameof(InitialDivisor));
    } = 25;

    /// <summary>The last rate is the first divided by this; default 10⁴.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or below, to infinity or to NaN.</exception>
    public double FinalDivisor
    {
        get;
        init => field = OptionGuard.Positive(value, nameof(FinalDivisor));
    } = 1e4;

    /// <summary>Straight lines instead of half cosines.</summary>
    public bool IsLinear { get; init; }

    /// <inheritdoc/>
    public override double RateAt(long step)
    {
        double first = PeakRate / InitialDivisor, last = first / FinalDivisor;
        double peakStep = Math.Max(0, (RiseFraction * Steps) - 1), position = Math.Min(step, Steps - 1);
        return position <= peakStep
            ? Between(first, PeakRate, peakStep == 0 ? 1 : position / peakStep)
            : Between(PeakRate, last, (position - peakStep) / (Steps - 1 - peakStep));
    }

    private double Between(double from, double to, double done) => IsLinear ? from + ((to - from) * done) : Cosine(from, to, done);
}
