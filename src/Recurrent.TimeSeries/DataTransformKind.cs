using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries;

/// <summary>A transformation applied to values before scaling.</summary>
[JsonConverter(typeof(EnumNameConverter<DataTransformKind>))]
public enum DataTransformKind
{
    /// <summary>Values as they are.</summary>
    None,

    /// <summary>Natural logarithm, for positive series whose swings grow with their level.</summary>
    Log,
}
