namespace Recurrent.Training.Schedules;

/// <summary>The learning rate as a pure function of the step: nothing to save, and step n of a resumed run has the rate it always had.</summary>
/// <remarks>Steps are optimiser updates counted from 0. For a schedule by epoch, multiply its lengths by the number of updates an epoch has.</remarks>
public abstract record LearningRateSchedule
{
    /// <summary>The rate of one update.</summary>
    /// <param name="step">Updates made before this one, at least 0.</param>
    /// <returns>η of this update.</returns>
    public abstract double RateAt(long step);

    /// <summary>This schedule after a linear rise.</summary>
    /// <param name="steps">How many updates the rise takes, at least 1.</param>
    /// <param name="startFactor">Share of the first rate to begin with, 0 to 1.</param>
    /// <returns>The combined schedule.</returns>
    public WarmUpSchedule AfterWarmUp(long steps, double startFactor = 0) => new(this, steps) { StartFactor = startFactor };

    private protected static double Cosine(double from, double to, double done) => to + ((from - to) * (1 + Math.Cos(Math.PI * done)) / 2);
}
