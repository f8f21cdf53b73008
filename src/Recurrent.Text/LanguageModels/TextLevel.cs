using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.LanguageModels;

/// <summary>What a language model reads and writes one after another.</summary>
[JsonConverter(typeof(EnumNameConverter<TextLevel>))]
public enum TextLevel
{
    /// <summary>Unicode characters.</summary>
    Character,

    /// <summary>Words, with the end of a line as a token of its own; rare words are one unknown word.</summary>
    Word,

    /// <summary>Byte pairs learnt from the text: frequent words are one token, and no text is unknown.</summary>
    BytePair,

    /// <summary>Tokens of a tokenizer that another library made, line by line, with the end of a line as a token of its own.</summary>
    Imported,
}
