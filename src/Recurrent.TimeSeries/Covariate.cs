namespace Recurrent.TimeSeries;

/// <summary>A second quantity that accompanies a series, one value a time step.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Kind">Whether it is known ahead of time.</param>
/// <param name="Values">One value a time step, as long as the series; NaN where it is missing, which only the past may lack. [T]</param>
public sealed record Covariate(string Name, CovariateKind Kind, IReadOnlyList<double> Values);
