namespace Recurrent.Text.LanguageModels;

/// <summary>What is needed to build the network again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record LanguageModelArchitecture
{
    public required string Cell { get; init; }

    /// <summary>V, the number of tokens.</summary>
    public required int Tokens { get; init; }

    public required int Embedding { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    public required bool TieEmbeddings { get; init; }

    /// <summary>Where the clusters of a softmax by frequency begin; empty for a full softmax.</summary>
    public int[] Cutoffs { get; init; } = [];

    public required double Dropout { get; init; }

    public required double InputDropout { get; init; }

    public required bool VariationalDropout { get; init; }

    public required double WeightDropout { get; init; }

    public required double Zoneout { get; init; }

    /// <summary>Steps that a step of a transformer sees; null where there is none.</summary>
    public int? Window { get; init; }
}
