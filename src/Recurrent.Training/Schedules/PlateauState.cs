namespace Recurrent.Training.Schedules;

/// <summary>What <see cref="ReduceOnPlateau"/> remembers.</summary>
/// <param name="Factor">What the schedule's rate is multiplied by now.</param>
/// <param name="Best">The best score so far; null before the first.</param>
/// <param name="BadScores">Validations without improvement since the last improvement or reduction.</param>
/// <param name="CoolingLeft">Validations left during which none counts as bad.</param>
public readonly record struct PlateauState(double Factor, double? Best, int BadScores, int CoolingLeft)
{
    /// <summary>Before the first score: factor 1.</summary>
    public static PlateauState Start { get; } = new(1, null, 0, 0);
}
