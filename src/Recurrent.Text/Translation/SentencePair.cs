namespace Recurrent.Text.Translation;

/// <summary>A sentence and its translation.</summary>
/// <param name="Source">What is read.</param>
/// <param name="Target">What shall be written.</param>
public readonly record struct SentencePair(string Source, string Target);
