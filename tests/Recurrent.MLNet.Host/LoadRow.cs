namespace Recurrent.MLNet.Host;

/// <summary>A reading.</summary>
public sealed class LoadRow
{
    public DateTime Time { get; set; }

    public float Load { get; set; }

    public bool IsFault { get; set; }
}
