namespace Recurrent.Text.Tagging;

/// <summary>What the network reads of a token: numbers in the lists of <see cref="TaggerVocabulary"/>.</summary>
internal sealed record WordNumbers(int Word, int Prefix, int Suffix, int Shape, int[] Characters);
