namespace Recurrent.Text.Classification;

/// <summary>What a classifier says of a text, and which tokens speak for and against it.</summary>
/// <param name="Prediction">What it says.</param>
/// <param name="Class">Number of the class explained: the most probable one.</param>
/// <param name="Tokens">The tokens read, in order.</param>
public sealed record TextExplanation(TextPrediction Prediction, int Class, IReadOnlyList<TokenWeight> Tokens);
