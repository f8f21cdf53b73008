namespace Recurrent.Text.Classification.Reading;

/// <summary>Which columns of a file of texts are what; whatever is null is found by its usual name.</summary>
public sealed record TextReaderOptions
{
    /// <summary>Column or JSON field with the text; found by the names text, sentence, review, content, body, comment, tweet, message, document.</summary>
    public string? TextColumn { get; init; }

    /// <summary>Column or JSON field with the label or labels; found by the names label, labels, class, category, sentiment, target, tag, tags.</summary>
    public string? LabelColumn { get; init; }
}
