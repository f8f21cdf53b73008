using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>The simple forecast whose error a network learns: what the network knows before its first update.</summary>
[JsonConverter(typeof(EnumNameConverter<ForecastBase>))]
public enum ForecastBase
{
    /// <summary>The last value or the last season repeated, whichever forecast the known values better.</summary>
    Naive,

    /// <summary>The theta method fitted to each series alone: seasonal adjustment, half the trend and exponential smoothing.</summary>
    Theta,

    /// <summary>Exponential smoothing of level and season around one slope, fitted to each series alone: growth that is steady in the long run.</summary>
    Smoothing,
}
