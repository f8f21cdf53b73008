using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Ways to find a position in a cycle.</summary>
[JsonConverter(typeof(EnumNameConverter<CycleKind>))]
internal enum CycleKind
{
    /// <summary>Number of the value modulo the length: for data without a calendar.</summary>
    Index,

    /// <summary>Within the hour.</summary>
    MinuteOfHour,

    /// <summary>Within the day.</summary>
    TimeOfDay,

    /// <summary>Within the week.</summary>
    DayOfWeek,

    /// <summary>Month within the year, for data by month or quarter.</summary>
    MonthOfYear,

    /// <summary>Day within the year.</summary>
    DayOfYear,
}
