using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Cli.Runs;

/// <summary>Everything one forecasting run needs; made from arguments and checked before anything is written.</summary>
internal sealed record ForecastRequest
{
    /// <summary>Name of the data for headings: the file, or the embedded series.</summary>
    public required string DataName { get; init; }

    /// <summary>The series, with the held-out end.</summary>
    public required SeriesCollection Data { get; init; }

    /// <summary>How the file was read.</summary>
    public SeriesReaderOptions Reading { get; init; } = new();

    public required ForecasterOptions Options { get; init; }

    /// <summary>Why the horizon is what it is; null when the user named it.</summary>
    public string? HorizonReason { get; init; }

    public required OutputFolder Folder { get; init; }

    /// <summary>The command that repeats the run.</summary>
    public required string Command { get; init; }

    public bool Resume { get; init; }

    /// <summary>Folder for TensorBoard event files; null for none.</summary>
    public string? LogFolder { get; init; }
}
