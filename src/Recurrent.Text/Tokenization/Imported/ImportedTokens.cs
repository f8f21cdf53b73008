namespace Recurrent.Text.Tokenization.Imported;

/// <summary>What a file of another library says.</summary>
/// <param name="Format">What the file is.</param>
/// <param name="Encode">Cuts a text into token numbers, without tokens for its begin and end.</param>
/// <param name="Names">What the tokens are called, by number. [V]</param>
/// <param name="Bytes">The text of the tokens in UTF-8, by number; none for tokens without a text. [V]</param>
/// <param name="Unknown">The token for text that is not known; null when all is.</param>
internal sealed record ImportedTokens(ImportedFormat Format, Func<string, IReadOnlyList<int>> Encode, IReadOnlyList<string> Names, IReadOnlyList<byte[]> Bytes, int? Unknown);
