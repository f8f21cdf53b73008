namespace Recurrent.TimeSeries.Reading;

/// <summary>Names of the covariates of a file, in the order they are collected.</summary>
/// <param name="Numbers">Columns of numbers.</param>
/// <param name="Holiday">Column of holidays; null for none.</param>
internal sealed record CovariateNames(IReadOnlyList<(string Name, CovariateKind Kind)> Numbers, string? Holiday);
