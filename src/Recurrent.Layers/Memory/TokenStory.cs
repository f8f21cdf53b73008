namespace Recurrent.Layers.Memory;

/// <summary>A story and a question about it, as numbers of a <see cref="SentenceTable"/>.</summary>
/// <param name="Sentences">Numbers of its sentences, the oldest first; may be none.</param>
/// <param name="Question">Number of the question.</param>
public readonly record struct TokenStory(ReadOnlyMemory<int> Sentences, int Question);
