namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>How the best first state of a segment follows the values: δx = shift − slope δv.</summary>
/// <param name="Shift">Hxx⁻¹ gx. <c>[S]</c></param>
/// <param name="Slope">Hxx⁻¹ Hxv, row-major. <c>[S, P]</c></param>
internal sealed record SegmentStart(double[] Shift, double[] Slope);
