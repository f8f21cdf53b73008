namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>Where a fit stands: the values, and the first state of every segment.</summary>
/// <param name="Values">By <see cref="StateSpaceShape"/>. <c>[P]</c></param>
/// <param name="States">One first state a segment. <c>[S]</c> each</param>
internal sealed record StateSpacePoint(double[] Values, double[][] States);
