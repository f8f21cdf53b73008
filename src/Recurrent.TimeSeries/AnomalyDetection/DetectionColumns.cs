namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What the columns of a file were taken for, so that later files and streams are read alike.</summary>
/// <param name="Names">All column names in the order of the file; <c>column1</c>, … for a file without a header line.</param>
/// <param name="Time">Name of the column with times, or null.</param>
/// <param name="TimeFormat">How times are written, or null without times.</param>
/// <param name="Label">Name of the column with labels, or null.</param>
/// <param name="HasHeader">Whether the file begins with the names.</param>
public sealed record DetectionColumns(IReadOnlyList<string> Names, string? Time, StampFormat? TimeFormat, string? Label, bool HasHeader);
