namespace Recurrent.Text.Tagging;

/// <summary>What a tagger says of a sentence.</summary>
/// <param name="Tags">One tag a token, in the scheme of the training sentences.</param>
/// <param name="LogProbability">ln p of all tags together, at most 0; 0 for a sentence without tokens.</param>
/// <param name="Entities">The entities the tags stand for.</param>
public sealed record TagPrediction(IReadOnlyList<string> Tags, double LogProbability, IReadOnlyList<EntitySpan> Entities)
{
    /// <summary>
    /// Probability, 0 to 1, that a token is what its tag says, whatever the other tokens are; null when not asked for. In IOB2 and IOBES that is its
    /// place in an entity of its type, or outside of all; in IOB1, <c>I-</c> says that it is in an entity of the type, and <c>B-</c> that one begins with it.
    /// </summary>
    /// <remarks>
    /// The sum of the marginals of all tags of the network that can be written so: with IOBES inside, <c>B-PER</c> of IOB2 is B-PER and S-PER together.
    /// Where the network tags in IOB1 or IOB2, what its tags do not tell, such as the end of an entity, is left open: then both cases count.
    /// </remarks>
    public IReadOnlyList<double>? Probabilities { get; init; }
}
