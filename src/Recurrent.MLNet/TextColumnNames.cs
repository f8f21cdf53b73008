namespace Recurrent.MLNet;

/// <summary>Columns of text classification.</summary>
public sealed record TextColumnNames
{
    /// <summary>The class of a text: a key made by <c>MapValueToKey</c>, or Text. Only training reads it.</summary>
    public string Label { get; init; } = "Label";

    /// <summary>The text, of type Text.</summary>
    public string Text { get; init; } = "Text";

    /// <summary>Made: the probability of every class, Single <c>[C]</c>, in the order of the keys.</summary>
    public string Score { get; init; } = "Score";

    /// <summary>Made: the most probable class, a key with the classes' names; <c>MapKeyToValue</c> turns it into text.</summary>
    public string PredictedLabel { get; init; } = "PredictedLabel";
}
