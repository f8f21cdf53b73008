using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.Training;

namespace Recurrent.Cli.Runs;

/// <summary>Everything one forecasting run needs; made from arguments and checked before anything is written.</summary>
internal sealed record ForecastRequest : TaskRunRequest<ForecasterOptions>
{
    /// <summary>The series, with the held-out end.</summary>
    public required SeriesCollection Data { get; init; }

    /// <summary>Name of the file the held-out end comes from; null when it is the end of the data.</summary>
    public string? TestName { get; init; }

    /// <summary>Why the horizon is what it is; null when the user named it.</summary>
    public string? HorizonReason { get; init; }

    public override IEnumerable<string> Facts => MissingText.Of(Data) is { } missing ? [DataText.Facts(this), missing] : [DataText.Facts(this)];

    /// <summary>With the reason of a horizon that was chosen here.</summary>
    public override IEnumerable<ChosenSetting> Explained(IReadOnlyList<ChosenSetting> settings) =>
        settings.Select(one => one.Name == "horizon" && HorizonReason is { } reason ? one with { Reason = reason } : one);
}
