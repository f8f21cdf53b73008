using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries;

/// <summary>The calendar unit a <see cref="Frequency"/> counts in.</summary>
[JsonConverter(typeof(EnumNameConverter<FrequencyUnit>))]
public enum FrequencyUnit
{
    /// <summary>A bare number that grows by a fixed step: row numbers, seconds since some start, metres.</summary>
    Index,

    /// <summary>100 nanoseconds, for sampling faster than a second that is no whole number of seconds.</summary>
    Tick,

    /// <summary>Seconds.</summary>
    Second,

    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Calendar days.</summary>
    Day,

    /// <summary>Monday to Friday; public holidays are not known and count as business days.</summary>
    BusinessDay,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>Calendar months; quarters are three of them and years are twelve.</summary>
    Month,
}
