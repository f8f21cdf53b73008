using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.Reading;

/// <summary>What a reader does about values that are missing: empty fields, marks such as <c>NA</c>, and stamps that are left out.</summary>
[JsonConverter(typeof(EnumNameConverter<MissingValues>))]
public enum MissingValues
{
    /// <summary>Masks them while at least half of the steps of every series are known, and refuses the file otherwise.</summary>
    Usual,

    /// <summary>Masks them, however many there are.</summary>
    Mask,

    /// <summary>Refuses the file and names the rows.</summary>
    Refuse,
}
