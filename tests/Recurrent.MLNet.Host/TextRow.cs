namespace Recurrent.MLNet.Host;

/// <summary>A labelled text.</summary>
public sealed class TextRow
{
    public string Text { get; set; } = "";

    public string Label { get; set; } = "";
}
