namespace Recurrent.TimeSeries.Finance;

/// <summary>How one fit of the walk forward went.</summary>
/// <param name="LearntThrough">Last day it learnt from.</param>
/// <param name="Days">Days it learnt from.</param>
/// <param name="Steps">Updates of all its networks.</param>
/// <param name="ValidationLoss">Mean over its networks of the negative log likelihood on the days each kept apart, in units of the mean variance.</param>
public sealed record FitRecord(DateOnly LearntThrough, int Days, long Steps, double ValidationLoss);
