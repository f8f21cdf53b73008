namespace Recurrent.MLNet.Host;

/// <summary>One month of a shop.</summary>
public sealed class SalesRow
{
    public string Shop { get; set; } = "";

    public DateTime Month { get; set; }

    public float Sales { get; set; }
}
