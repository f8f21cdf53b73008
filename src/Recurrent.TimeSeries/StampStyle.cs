using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries;

/// <summary>How time stamps are written.</summary>
[JsonConverter(typeof(EnumNameConverter<StampStyle>))]
public enum StampStyle
{
    /// <summary>A whole number: a row index or a count of seconds.</summary>
    Index,

    /// <summary>A number with decimals that is no year, such as 0.25 seconds.</summary>
    Fraction,

    /// <summary>A date or time written with a pattern.</summary>
    Calendar,

    /// <summary>A year with its month or quarter as a fraction: 1749.08333 is February 1749.</summary>
    DecimalYear,

    /// <summary>A year and a quarter: 1990Q1.</summary>
    Quarter,
}
