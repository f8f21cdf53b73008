using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>A finished detection run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The detector.</param>
/// <param name="Judged">The rows kept apart and what the detector said of them.</param>
/// <param name="Test">Scores on those rows; null when there are none.</param>
/// <param name="Losses">Curves of the run.</param>
internal sealed record DetectOutcome(
    DetectRequest Request, DetectorTraining Training, IReadOnlyList<JudgedTable> Judged, DetectionEvaluation? Test, LossHistory Losses);
