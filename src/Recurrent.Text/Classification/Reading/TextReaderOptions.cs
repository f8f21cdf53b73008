namespace Recurrent.Text.Classification.Reading;

/// <summary>Which columns of a file of texts are what; whatever is null is found.</summary>
public sealed record TextReaderOptions
{
    /// <summary>
    /// Column or JSON field with the text, or its number from 1 where there is no header; found by the names text, sentence, review, content, body,
    /// comment, tweet, message, document.
    /// </summary>
    public string? TextColumn { get; init; }

    /// <summary>
    /// Column or JSON field with the label or labels, or its number from 1 where there is no header; found by the names label, labels, class, category,
    /// sentiment, target, tag, tags.
    /// </summary>
    public string? LabelColumn { get; init; }

    /// <summary>How texts stand in the file; null tells by the name of the file, then by its first line.</summary>
    public TextFormat? Format { get; init; }

    /// <summary>Whether a label with <c>|</c> in it, or a JSON array, is several labels; true by default.</summary>
    public bool SplitLabels { get; init; } = true;

    /// <summary>Columns of the training file, which are looked for before the usual names; null for none.</summary>
    internal TextReaderOptions? Earlier { get; init; }

    internal string[] TextNames => Earlier?.TextColumn is { } name ? [name, .. ColumnFinder.TextNames] : ColumnFinder.TextNames;

    internal string[] LabelNames => Earlier?.LabelColumn is { } name ? [name, .. ColumnFinder.LabelNames] : ColumnFinder.LabelNames;
}
