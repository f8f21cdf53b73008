namespace Recurrent.Training.Diagnosis;

/// <summary>How far back, over how many pieces of data and how closely a recurrence is looked at.</summary>
public sealed record DiagnosisOptions
{
    /// <summary>Steps to follow a gradient back, at least 1; 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Lags
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Lags));
    } = 100;

    /// <summary>Pieces of data, each with its own end, over which medians and quantiles are taken, at least 1; 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int Windows
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(Windows));
    } = 32;

    /// <summary>Steps of the longest piece at which the Jacobian of the state is taken, at least 1; 16 by default, evenly apart.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int JacobianSteps
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(JacobianSteps));
    } = 16;

    /// <summary>Widest state whose singular values are all computed, at least 1; 256 by default. Of wider ones the largest alone is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int WidestFullJacobian
    {
        get;
        init => field = OptionGuard.AtLeastOne(value, nameof(WidestFullJacobian));
    } = 256;

    /// <summary>Where the loss stands; at the last step by default.</summary>
    public LossPlace Loss { get; init; }

    /// <summary>Seed of the directions in which the loss looks at the last hidden state; 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads, 0 for one per core, the default; results do not depend on them.</summary>
    public int Threads { get; init; }
}
