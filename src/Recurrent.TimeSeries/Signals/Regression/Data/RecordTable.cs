namespace Recurrent.TimeSeries.Signals.Regression.Data;

/// <summary>Records of one kind with the names of their columns.</summary>
/// <param name="Name">The file, for messages.</param>
/// <param name="InputNames">Names of the inputs. <c>[I]</c></param>
/// <param name="OutputNames">Names of the outputs; empty when nothing was measured. <c>[O]</c></param>
/// <param name="Records">At least one.</param>
/// <param name="RecordColumn">Column that names the record of a row; null when all rows are one record.</param>
public sealed record RecordTable(
    string Name, IReadOnlyList<string> InputNames, IReadOnlyList<string> OutputNames, IReadOnlyList<SignalRecord> Records, string? RecordColumn = null)
{
    /// <summary>Steps of all records.</summary>
    public int Steps => Records.Sum(static record => record.Steps);

    /// <summary>Cuts every record in two by time.</summary>
    /// <param name="share">Share of steps of the first part, between 0 and 1.</param>
    /// <returns>Tables of the first and of the last steps; a record of one step stands in the first only.</returns>
    public RecordSplit Split(double share)
    {
        if (!(share is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share between 0 and 1.");
        var first = Records.Select(record => record.Slice(0, Cut(record, share)));
        var last = Records.Where(record => Cut(record, share) < record.Steps).Select(record => record.Slice(Cut(record, share), record.Steps - Cut(record, share)));
        return new RecordSplit(this with { Records = [.. first] }, this with { Records = [.. last] });
    }

    private static int Cut(SignalRecord record, double share) => Math.Max(1, (int)(record.Steps * share));
}
