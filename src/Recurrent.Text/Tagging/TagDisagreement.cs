namespace Recurrent.Text.Tagging;

/// <summary>A kind of mistake and how often it was made.</summary>
/// <param name="Gold">The entity's type in the reference; null where it has none.</param>
/// <param name="Predicted">The type predicted; null for none.</param>
/// <param name="IsBoundary">Whether the entities overlap and have one type but other ends.</param>
/// <param name="Count">How often.</param>
/// <param name="Example">One of them as text.</param>
public sealed record TagDisagreement(string? Gold, string? Predicted, bool IsBoundary, long Count, string Example);
