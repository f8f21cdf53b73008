namespace Recurrent.Text.Classification;

/// <summary>A text and what it is about.</summary>
/// <param name="Text">Any text, an empty one too.</param>
/// <param name="Labels">Names of its classes: one, or any number where several may hold at once; empty when they are not known.</param>
public sealed record LabelledText(string Text, IReadOnlyList<string> Labels)
{
    /// <summary>A text of one class.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="label">Name of its class.</param>
    public LabelledText(string text, string label)
        : this(text, [label])
    {
    }

    /// <summary>The file it was read from, for messages; empty when it comes from none.</summary>
    public string File { get; init; } = "";

    /// <summary>1-based line of the file where it begins; null when it comes from none.</summary>
    public long? Row { get; init; }
}
