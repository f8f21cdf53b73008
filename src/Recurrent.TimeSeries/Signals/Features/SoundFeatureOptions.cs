using Recurrent.Training;

namespace Recurrent.TimeSeries.Signals.Features;

/// <summary>How sound becomes rows of features.</summary>
public sealed record SoundFeatureOptions
{
    /// <summary><see cref="FeatureKind.LogMel"/> or <see cref="FeatureKind.Mfcc"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to anything else.</exception>
    public FeatureKind Kind
    {
        get;
        init => field = value is FeatureKind.LogMel or FeatureKind.Mfcc
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Kind), value, $"Received {value}; features of sound are LogMel or Mfcc.");
    } = FeatureKind.LogMel;

    /// <summary>Length of a frame in seconds, 0.001 to 10; 25 ms as is usual for speech.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double WindowSeconds
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0.001, 10, nameof(WindowSeconds))!;
    } = 0.025;

    /// <summary>Distance of two frames in seconds, 0.001 to 10; 10 ms as is usual for speech.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public double StepSeconds
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0.001, 10, nameof(StepSeconds))!;
    } = 0.010;

    /// <summary>Bands between <see cref="LowHz"/> and <see cref="HighHz"/>, 1 to 512; 40 as is usual for speech.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public int Bands
    {
        get;
        init => field = (int)OptionGuard.Between(value, 1, 512, nameof(Bands))!;
    } = 40;

    /// <summary>Coefficients kept by <see cref="FeatureKind.Mfcc"/>, the first of which is the level; 1 to 512 and at most <see cref="Bands"/> count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside.</exception>
    public int Coefficients
    {
        get;
        init => field = (int)OptionGuard.Between(value, 1, 512, nameof(Coefficients))!;
    } = 20;

    /// <summary>Lower edge of the lowest band in hertz, at least 0; 50, below which microphones hear hum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public double LowHz
    {
        get;
        init => field = (double)OptionGuard.Between(value, 0, 1e6, nameof(LowHz))!;
    } = 50;

    /// <summary>Upper edge of the highest band in hertz, above <see cref="LowHz"/>; recordings need at least twice as many samples a second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set outside 1 to 10⁶.</exception>
    public double HighHz
    {
        get;
        init => field = (double)OptionGuard.Between(value, 1, 1e6, nameof(HighHz))!;
    } = 3600;

    /// <summary>D, the numbers of a frame.</summary>
    public int Count => Kind == FeatureKind.Mfcc ? Math.Min(Coefficients, Bands) : Bands;
}
