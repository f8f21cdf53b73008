namespace Recurrent.Text.Classification;

/// <summary>What a text is cut into.</summary>
public enum TextUnit
{
    /// <summary>Words; rare ones are one and the same token.</summary>
    Word,

    /// <summary>Byte pairs, learnt from the training texts: no text is unknown.</summary>
    BytePair,

    /// <summary>Unicode characters.</summary>
    Character,
}
