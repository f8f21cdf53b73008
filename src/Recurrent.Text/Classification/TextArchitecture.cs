namespace Recurrent.Text.Classification;

/// <summary>What is needed to build the networks again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record TextArchitecture
{
    /// <summary>V, tokens known.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>E, the width of the vector of a token.</summary>
    public required int Embedding { get; init; }

    /// <summary>F, log-count ratios beside the vector of a token.</summary>
    public required int Ratios { get; init; }

    public required string Cell { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    /// <summary>Whether the encoder also reads backwards.</summary>
    public required bool Bidirectional { get; init; }

    public required TextPooling Pooling { get; init; }

    public required int Classes { get; init; }

    /// <summary>Networks whose probabilities are averaged.</summary>
    public required int Members { get; init; }

    public required double Dropout { get; init; }
}
