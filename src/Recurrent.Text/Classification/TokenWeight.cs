namespace Recurrent.Text.Classification;

/// <summary>What one token adds to the score of a class.</summary>
/// <param name="Text">The token.</param>
/// <param name="Weight">
/// Its part of the score of the class above the mean score of the other classes, in nats, the mean over the networks: above 0 speaks for the class. The
/// parts of all tokens and the bias of the readout are the score itself; the encoder sees the token with its neighbours.
/// </param>
/// <param name="Share">The size of its part among those of all tokens, 0 to 1.</param>
public sealed record TokenWeight(string Text, double Weight, double Share);
