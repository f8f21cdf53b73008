namespace Recurrent.Text.Tagging;

/// <summary>One named entity in a sentence.</summary>
/// <param name="Start">Its first token, from 0.</param>
/// <param name="Length">Its tokens, at least 1.</param>
/// <param name="Type">Such as <c>PER</c>.</param>
public readonly record struct EntitySpan(int Start, int Length, string Type);
