namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>Sizes of one member of a regressor; stored in <c>architecture</c>.</summary>
/// <param name="States">S.</param>
/// <param name="Units">K, the number of tanh units.</param>
internal sealed record RegressorMember(int States, int Units);
