namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>Errors of a simulation of all segments, in scaled units.</summary>
/// <param name="Training">Sum of squared errors of the steps that training sees; infinite when the simulation left all bounds.</param>
/// <param name="Validation">Root mean square of the steps kept apart; NaN without any.</param>
internal readonly record struct StateSpaceCost(double Training, double Validation);
