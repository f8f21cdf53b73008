namespace Recurrent.Text.Classification;

/// <summary>A text as the networks read it.</summary>
/// <param name="Tokens">Token numbers. [T]</param>
/// <param name="Ratios">Log-count ratios, row-major <c>[T, F]</c>.</param>
internal readonly record struct EncodedText(int[] Tokens, float[] Ratios);
