using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Layers.Cells;

/// <summary>Between which values an activation of a cell lies, and so what it means that it is saturated.</summary>
[JsonConverter(typeof(EnumNameConverter<ActivationKind>))]
public enum ActivationKind
{
    /// <summary>A gate between 0 (shut) and 1 (open), such as σ(z): saturated below 0.1 and above 0.9.</summary>
    Gate,

    /// <summary>A value between −1 and 1, such as tanh(z): saturated below −0.9 and above 0.9.</summary>
    Symmetric,

    /// <summary>A value of at least 0, such as max(0, z): without slope at 0, and never saturated above.</summary>
    Rectified,
}
