namespace Recurrent.TimeSeries.Reading;

/// <summary>What each used column of a long file holds; −1 is "none".</summary>
internal sealed record ColumnRoles(int Id, int Time, int Target, int[] Past, int[] Future, int[] Static, int Holiday, StampParser Stamps);
