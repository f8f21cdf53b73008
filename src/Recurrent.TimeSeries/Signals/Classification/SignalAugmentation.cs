using Recurrent.Training;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>How training signals are changed at random every time they are shown, so that few examples stand for many. 0 leaves a change out.</summary>
public sealed record SignalAugmentation
{
    /// <summary>No change at all.</summary>
    public static SignalAugmentation None { get; } = new();

    /// <summary>Largest change of tempo, 0 to 0.5: 0.1 is ten per cent faster or slower. Sound also gets higher or lower, by at most 10 %.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Speed
    {
        get;
        init => field = Share(value, nameof(Speed));
    }

    /// <summary>Standard deviation of noise added to every feature, in spreads of the feature, 0 to 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Noise
    {
        get;
        init => field = Share(value, nameof(Noise));
    }

    /// <summary>Largest change of level, the same for all rows and, of sound, all bands, in spreads of the feature, 0 to 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Level
    {
        get;
        init => field = Share(value, nameof(Level));
    }

    /// <summary>
    /// Standard deviation of the entries of a matrix that is added to the identity and multiplies every row, 0 to 0.5: turns, stretches and shears
    /// what several channels draw. Not for sound.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Mix
    {
        get;
        init => field = Share(value, nameof(Mix));
    }

    /// <summary>Largest share of the rows cut off at each end, 0 to 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double Crop
    {
        get;
        init => field = Share(value, nameof(Crop));
    }

    /// <summary>Largest share of the rows blanked at one place, 0 to 0.5; two places are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double TimeMask
    {
        get;
        init => field = Share(value, nameof(TimeMask));
    }

    /// <summary>Largest share of neighbouring log-mel bands blanked together, 0 to 0.5; two places are. Not for coefficients or raw rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double BandMask
    {
        get;
        init => field = Share(value, nameof(BandMask));
    }

    private static double Share(double value, string name) => (double)OptionGuard.Between(value, 0, 0.5, name)!;
}
