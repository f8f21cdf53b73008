namespace Recurrent.TimeSeries.Reading;

/// <summary>The fields of one row and the file line it begins at.</summary>
internal sealed record SampleRow(long Line, string[] Fields);
