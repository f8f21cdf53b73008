using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights;

/// <summary>The layers that a file of weights is searched for.</summary>
[JsonConverter(typeof(EnumNameConverter<LayerKind>))]
public enum LayerKind
{
    /// <summary>Simple recurrent layers: <c>nn.RNN</c>, Keras' SimpleRNN.</summary>
    Rnn,

    /// <summary>Gated recurrent units: <c>nn.GRU</c>, Keras' GRU.</summary>
    Gru,

    /// <summary>Long short-term memories: <c>nn.LSTM</c>, Keras' LSTM.</summary>
    Lstm,

    /// <summary>An affine map: <c>nn.Linear</c>, Keras' Dense.</summary>
    Linear,

    /// <summary>A table of vectors: <c>nn.Embedding</c>, Keras' Embedding.</summary>
    Embedding,

    /// <summary>Layer normalisation over the last axis: <c>nn.LayerNorm</c>, Keras' LayerNormalization.</summary>
    LayerNorm,
}
