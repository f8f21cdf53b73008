namespace Recurrent.MLNet.Host;

/// <summary>A tagged sentence.</summary>
public sealed class SentenceRow
{
    public string[] Tokens { get; set; } = [];

    public string[] Label { get; set; } = [];
}
