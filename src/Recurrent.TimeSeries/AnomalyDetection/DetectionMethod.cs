using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>How a detector tells the usual from the strange.</summary>
[JsonConverter(typeof(EnumNameConverter<DetectionMethod>))]
public enum DetectionMethod
{
    /// <summary>
    /// A recurrent network predicts the next row and goes on learning; an alarm is an error or a level further out than the stream's own past.
    /// For live streams whose usual behaviour may drift.
    /// </summary>
    Predict,

    /// <summary>
    /// A recurrent encoder–decoder writes the last rows again through a narrow state; what it cannot write is strange. Learns only in training.
    /// For machines whose healthy state is known.
    /// </summary>
    Reconstruct,
}
