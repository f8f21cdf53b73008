namespace Recurrent.Text.Translation.Decoding;

/// <summary>A hypothesis and one token behind it.</summary>
/// <param name="Place">Which of the sentence's hypotheses.</param>
/// <param name="Token">The token.</param>
/// <param name="LogProbability">ln p with the token.</param>
internal readonly record struct Candidate(int Place, int Token, double LogProbability);
