namespace Recurrent.MLNet.Host;

/// <summary>All months of a shop so far.</summary>
public sealed class HistoryRow
{
    public string Shop { get; set; } = "";

    public DateTime Month { get; set; }

    public float[] Sales { get; set; } = [];
}
