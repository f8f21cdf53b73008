using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>Everything one detection run needs; made from arguments and checked before anything is written.</summary>
internal sealed record DetectRequest
{
    /// <summary>Name of the data for headings.</summary>
    public required string DataName { get; init; }

    /// <summary>Rows to learn from.</summary>
    public required IReadOnlyList<DetectionTable> Training { get; init; }

    /// <summary>Rows to score on, from which nothing is learnt; may be empty.</summary>
    public required IReadOnlyList<DetectionTable> Test { get; init; }

    public required DetectorOptions Options { get; init; }

    public required OutputFolder Folder { get; init; }

    /// <summary>The command that repeats the run.</summary>
    public required string Command { get; init; }

    /// <summary>The command that goes on after an interruption; null when there is none.</summary>
    public string? ResumeCommand { get; init; }

    public bool Resume { get; init; }

    /// <summary>Folder for TensorBoard event files; null for none.</summary>
    public string? LogFolder { get; init; }
}
