namespace Recurrent.Text.Translation;

/// <summary>How the decoder of a translator scores the words of the source.</summary>
public enum AttentionKind
{
    /// <summary>qᵀ W h: Luong and others, 2015; the fastest.</summary>
    General,

    /// <summary>qᵀ h: as <see cref="General"/> without a matrix; the decoder must be twice as wide as one direction of the encoder.</summary>
    Dot,

    /// <summary>vᵀ tanh(W q + U h): Bahdanau and others, 2015.</summary>
    Additive,
}
