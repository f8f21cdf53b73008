using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Translation;

/// <summary>What a translator's tokens are.</summary>
[JsonConverter(typeof(EnumNameConverter<TranslationTokens>))]
public enum TranslationTokens
{
    /// <summary>Byte pairs learnt from the training text: no word is unknown.</summary>
    Bpe,

    /// <summary>Words: those that come too rarely are unknown, and replaced by the source word that was looked at.</summary>
    Word,
}
