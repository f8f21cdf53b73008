using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Translation;

/// <summary>How the decoder of a translator scores the words of the source.</summary>
[JsonConverter(typeof(EnumNameConverter<AttentionKind>))]
public enum AttentionKind
{
    /// <summary>qᵀ W h: Luong and others, 2015; the fastest.</summary>
    General,

    /// <summary>vᵀ tanh(W q + U h): Bahdanau and others, 2015.</summary>
    Additive,
}
