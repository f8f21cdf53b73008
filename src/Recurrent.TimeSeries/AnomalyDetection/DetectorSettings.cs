using Recurrent.Training;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>How rows become scores and scores become alarms; stored as <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record DetectorSettings
{
    /// <summary>Names of the channels. [D]</summary>
    public required string[] Channels { get; init; }

    /// <summary>Their level and spread in the training rows. [D]</summary>
    public required ChannelScale[] Scales { get; init; }

    /// <summary>What the columns of the training file were taken for; null when it was no file.</summary>
    public DetectionColumns? Columns { get; init; }

    /// <summary>−ln of the tail probability of one row at which an alarm is raised.</summary>
    public required double Threshold { get; init; }

    /// <summary>Distance of two rows in days.</summary>
    public required double StepDays { get; init; }

    /// <summary>False alarms a day that the threshold stands for.</summary>
    public required double FalseAlarmsPerDay { get; init; }

    public required int QuietRows { get; init; }

    /// <summary>Whether readout and tails go on learning.</summary>
    public required bool Adapts { get; init; }

    public required ChosenSetting[] Settings { get; init; }
}
