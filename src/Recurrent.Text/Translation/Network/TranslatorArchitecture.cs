namespace Recurrent.Text.Translation.Network;

/// <summary>What is needed to build the network again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record TranslatorArchitecture
{
    public required string Cell { get; init; }

    public required int Hidden { get; init; }

    public required int EncoderLayers { get; init; }

    public required int DecoderLayers { get; init; }

    public required int Embedding { get; init; }

    public required int SourceTokens { get; init; }

    public required int TargetTokens { get; init; }

    public required AttentionKind Attention { get; init; }

    public required bool Coverage { get; init; }

    public required bool InputFeeding { get; init; }

    /// <summary>Whether source and target share one table of vectors.</summary>
    public required bool IsJoint { get; init; }

    public required bool TiedOutput { get; init; }

    public required double Dropout { get; init; }

    public required bool VariationalDropout { get; init; }

    /// <summary>Whether encoder and decoder are those of a transformer.</summary>
    public bool IsTransformer => Cell.Equals("transformer", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the decoder must go step by step, because a step needs what the one before found.</summary>
    public bool IsStepwise => Coverage || InputFeeding;
}
