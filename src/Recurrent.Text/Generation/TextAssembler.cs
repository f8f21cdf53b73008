using System.Text;
using Recurrent.Text.LanguageModels;
using Recurrent.Text.Tokenization;
using Recurrent.Text.Tokenization.Imported;

namespace Recurrent.Text.Generation;

/// <summary>Puts text together token by token: blanks between words, and no character before all of its bytes are there.</summary>
/// <param name="state">The model whose tokens they are.</param>
internal sealed class TextAssembler(LanguageModelState state)
{
    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
    private bool _isLineStart = true;

    /// <summary>The text that a token adds.</summary>
    public string Next(int token)
    {
        if (state.Tokenizer is BytePairTokenizer pairs) return Decode(pairs.BytesOf(token));
        if (!state.Encoder.ReadsLines) return state.Tokenizer.Decode([token]);
        if (state.Encoder.IsLineEnd(token))
        {
            _isLineStart = true;
            return "\n";
        }
        var isFirst = _isLineStart;
        _isLineStart = false;
        if (state.Tokenizer is not ImportedTokenizer imported) return (isFirst ? "" : " ") + state.Tokenizer.Vocabulary[token];
        var bytes = imported.BytesOf(token);
        return Decode(isFirst && imported.StartsWithBlank && bytes is [(byte)' ', ..] ? bytes[1..] : bytes);
    }

    /// <summary>Tells of the prompt, behind which the text goes on.</summary>
    public void Read(string prompt) => _isLineStart = prompt.Length == 0 || char.IsWhiteSpace(prompt[^1]);

    private string Decode(ReadOnlySpan<byte> bytes)
    {
        Span<char> letters = stackalloc char[bytes.Length + 2];
        return letters[.._utf8.GetChars(bytes, letters, flush: false)].ToString();
    }
}
