namespace Recurrent.Text.Translation.Decoding;

/// <summary>A finished hypothesis.</summary>
/// <param name="Tokens">Token numbers without the end. [T]</param>
/// <param name="LogProbability">ln p, the end included.</param>
/// <param name="Score">By which hypotheses are ordered.</param>
/// <param name="Attention">Row-major <c>[T, S]</c>; empty when it was not kept.</param>
internal sealed record Hypothesis(int[] Tokens, double LogProbability, double Score, float[] Attention);
