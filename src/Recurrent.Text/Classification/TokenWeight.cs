namespace Recurrent.Text.Classification;

/// <summary>What one token adds to the score of a class.</summary>
/// <param name="Text">The token.</param>
/// <param name="Weight">
/// Its part of the score of the class above the mean score of the other classes, in nats, the mean over the networks: above 0 speaks for the class. The
/// parts of all tokens and the bias of the readout are the score itself; the encoder sees the token with its neighbours.
/// </param>
/// <param name="Share">The size of its part among those of all tokens, 0 to 1.</param>
public sealed record TokenWeight(string Text, double Weight, double Share)
{
    /// <summary>
    /// What it weighs in the mean of <see cref="TextPooling.Attention"/>, 0 to 1, the mean over the networks: how closely they look at it, which says nothing of
    /// the class it speaks for. The attention of all tokens sums to 1; null with other pooling.
    /// </summary>
    public double? Attention { get; init; }
}
