namespace Recurrent.Text.Tagging;

/// <summary>What is needed to build the network again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record TaggerArchitecture
{
    public required string Cell { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    public required double Dropout { get; init; }

    public required int Words { get; init; }

    /// <summary>E, the width of a word's own vector.</summary>
    public required int Embedding { get; init; }

    public required int Prefixes { get; init; }

    public required int Suffixes { get; init; }

    public required int Shapes { get; init; }

    public required int Characters { get; init; }

    public required CharacterEncoding CharacterEncoding { get; init; }

    public required int CharacterFeatures { get; init; }

    /// <summary>The scheme in which the network tags.</summary>
    public required TagScheme Scheme { get; init; }

    /// <summary>Types of entities, in the order of the network's tags.</summary>
    public required string[] Types { get; init; }
}
