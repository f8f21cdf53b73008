namespace Recurrent.Text.Tagging;

/// <summary>Scores of one method by the definitions of conlleval.</summary>
/// <param name="Method"><c>model</c>, <c>majority</c> or <c>most_frequent</c>.</param>
/// <param name="Entities">Counts, precision, recall and F1 over all types.</param>
/// <param name="Types">The same for every type, by name.</param>
/// <param name="Accuracy">Share of the tokens whose tag, in IOB2, is right, 0 to 1.</param>
public sealed record TagScores(string Method, EntityCounts Entities, IReadOnlyDictionary<string, EntityCounts> Types, double Accuracy);
