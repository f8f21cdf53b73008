using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Classification;

/// <summary>How the outputs at every token become one vector for the text.</summary>
[JsonConverter(typeof(EnumNameConverter<TextPooling>))]
public enum TextPooling
{
    /// <summary>The largest value of every feature beside its mean.</summary>
    MaxMean,

    /// <summary>The largest value of every feature over the tokens.</summary>
    Max,

    /// <summary>The mean over the tokens.</summary>
    Mean,

    /// <summary>A mean whose weights the network chooses by looking at every output.</summary>
    Attention,
}
