namespace Recurrent.Text.Tagging;

/// <summary>What the network says of a sentence.</summary>
/// <param name="Path">Numbers of the most probable tags.</param>
/// <param name="LogProbability">ln p of all of them together.</param>
/// <param name="Marginals"><c>[length, K]</c>; null when not asked for.</param>
internal sealed record DecodedSentence(IReadOnlyList<int> Path, double LogProbability, double[]? Marginals);
