using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>Everything one detection run needs; made from arguments and checked before anything is written.</summary>
internal sealed record DetectRequest : TaskRunRequest<DetectorOptions>
{
    /// <summary>Rows to learn from.</summary>
    public required IReadOnlyList<DetectionTable> Training { get; init; }

    /// <summary>Rows to score on, from which nothing is learnt; may be empty.</summary>
    public required IReadOnlyList<DetectionTable> Test { get; init; }

    public override IEnumerable<string> Facts => [DetectText.DataFacts(this)];
}
