namespace Recurrent.Text.Tokenization.BytePairs;

/// <summary>Two neighbours that become one token.</summary>
internal readonly record struct TokenMerge(int Left, int Right, int Merged);
