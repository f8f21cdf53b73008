using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Runs;

/// <summary>Everything one forecasting run needs; made from arguments and checked before anything is written.</summary>
internal sealed record ForecastRequest : RunRequest
{
    /// <summary>The series, with the held-out end.</summary>
    public required SeriesCollection Data { get; init; }

    /// <summary>Name of the file the held-out end comes from; null when it is the end of the data.</summary>
    public string? TestName { get; init; }

    public required ForecasterOptions Options { get; init; }

    /// <summary>Why the horizon is what it is; null when the user named it.</summary>
    public string? HorizonReason { get; init; }
}
