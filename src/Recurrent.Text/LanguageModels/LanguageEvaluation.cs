namespace Recurrent.Text.LanguageModels;

/// <summary>Scores of a language model beside simple methods on one text.</summary>
/// <param name="Model">The model.</param>
/// <param name="Baselines">The simple methods: every token alike, and the counts of the training text.</param>
/// <param name="UnknownTokens">Tokens of the text that the vocabulary does not know; the model is scored on foretelling the unknown token there.</param>
public sealed record LanguageEvaluation(LanguageScores Model, IReadOnlyList<LanguageScores> Baselines, long UnknownTokens);
