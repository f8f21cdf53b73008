namespace Recurrent.Training.Bptt;

/// <summary>How far back gradients go when a stream is too long to be back-propagated at once.</summary>
/// <param name="StepsBetweenUpdates">k1, time steps read between two updates, at least 1.</param>
/// <param name="StepsBack">k2, time steps a gradient goes back, at least 1; usually at least k1.</param>
/// <remarks>
/// BPTT(k2; k1) of Williams and Peng 1990. k2 = k1 is the usual truncation; k2 &gt; k1 reads overlapping windows, and the loss counts the
/// k1 new steps only, so that no step is counted twice; k2 &lt; k1 reads the first k1 − k2 steps without gradient and counts the last k2.
/// </remarks>
public sealed record BpttOptions(int StepsBetweenUpdates, int StepsBack)
{
    /// <summary>k1, time steps read between two updates.</summary>
    public int StepsBetweenUpdates { get; } = Positive(StepsBetweenUpdates, nameof(StepsBetweenUpdates));

    /// <summary>k2, time steps a gradient goes back.</summary>
    public int StepsBack { get; } = Positive(StepsBack, nameof(StepsBack));

    /// <summary>Back-propagation through the whole of a sequence.</summary>
    /// <param name="time">T, the number of steps.</param>
    /// <returns>k1 = k2 = T.</returns>
    public static BpttOptions Full(int time) => new(time, time);

    private static int Positive(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected at least 1 time step.");
}
