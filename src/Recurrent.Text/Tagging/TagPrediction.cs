namespace Recurrent.Text.Tagging;

/// <summary>What a tagger says of a sentence.</summary>
/// <param name="Tags">One tag a token, in the scheme of the training sentences.</param>
/// <param name="LogProbability">ln p of all tags together, at most 0; 0 for a sentence without tokens.</param>
/// <param name="Entities">The entities the tags stand for.</param>
public sealed record TagPrediction(IReadOnlyList<string> Tags, double LogProbability, IReadOnlyList<EntitySpan> Entities)
{
    /// <summary>Probability, 0 to 1, that a token is what its tag says (its place in an entity of its type, or outside of all), whatever the other tokens are; null when not asked for.</summary>
    public IReadOnlyList<double>? Probabilities { get; init; }
}
