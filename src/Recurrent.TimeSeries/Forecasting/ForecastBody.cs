namespace Recurrent.TimeSeries.Forecasting;

/// <summary>How a forecasting network goes through time.</summary>
public enum ForecastBody
{
    /// <summary>An encoder–decoder that takes one step after the other.</summary>
    Steps,

    /// <summary>Segments of several steps at a time: fast on a long past and a long horizon (after SegRNN, Lin et al., 2023).</summary>
    Segments,
}
