using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.MLNet.AnomalyDetection;

/// <summary>What was said of a row.</summary>
internal sealed record JudgedRow(Detection Detection);
