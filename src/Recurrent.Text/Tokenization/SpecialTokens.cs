namespace Recurrent.Text.Tokenization;

/// <summary>Tokens that stand for no text. Text that looks like one is never taken for it.</summary>
public static class SpecialTokens
{
    /// <summary>In place of rows that are shorter than their batch; number 0 where a vocabulary has special tokens.</summary>
    public const string Padding = "<pad>";

    /// <summary>In place of text the vocabulary does not know.</summary>
    public const string Unknown = "<unk>";

    /// <summary>Before the first token of a text.</summary>
    public const string Begin = "<bos>";

    /// <summary>Behind the last token of a text.</summary>
    public const string End = "<eos>";

    /// <summary>All four, in the order of their numbers.</summary>
    public static IReadOnlyList<string> All { get; } = [Padding, Unknown, Begin, End];
}
