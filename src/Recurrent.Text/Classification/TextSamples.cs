namespace Recurrent.Text.Classification;

/// <summary>Texts as the networks read them, and their classes.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Targets">Numbers of the classes of each.</param>
internal sealed record TextSamples(IReadOnlyList<EncodedText> Texts, IReadOnlyList<int[]> Targets);
