using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Tagging;

/// <summary>How the characters of a word become a vector.</summary>
[JsonConverter(typeof(EnumNameConverter<CharacterEncoding>))]
public enum CharacterEncoding
{
    /// <summary>Filters over three characters and their largest response (Ma and Hovy, ACL 2016).</summary>
    Convolution,

    /// <summary>An LSTM in both directions and its two last states (Lample et al., NAACL 2016).</summary>
    Recurrent,

    /// <summary>Not at all: words, their ends and their shapes only.</summary>
    None,
}
