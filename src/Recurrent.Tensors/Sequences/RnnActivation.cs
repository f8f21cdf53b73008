using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Tensors.Sequences;

/// <summary>The activation of a simple RNN.</summary>
[JsonConverter(typeof(EnumNameConverter<RnnActivation>))]
public enum RnnActivation
{
    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>max(0, x).</summary>
    Relu,
}
