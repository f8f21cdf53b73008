using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>How a forecasting network goes through time.</summary>
[JsonConverter(typeof(EnumNameConverter<ForecastBody>))]
public enum ForecastBody
{
    /// <summary>An encoder–decoder that takes one step after the other.</summary>
    Steps,

    /// <summary>Segments of several steps at a time: fast on a long past and a long horizon (after SegRNN, Lin et al., 2023).</summary>
    Segments,

    /// <summary>
    /// Blocks of two recurrent layers whose state comes from 1, 2, 4, … steps before, with shortcuts, and all steps ahead at once. With
    /// <see cref="ForecastBase.Theta"/> a hybrid of exponential smoothing and recurrent network after ES-RNN (Smyl, 2020), except that smoothing
    /// is fitted to each series beforehand, not together with the network. <see cref="ForecasterOptions.Layers"/> counts blocks, at most 5.
    /// </summary>
    Dilated,
}
