using Recurrent.Cli.Configuration;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>The table of all settings of a detection run.</summary>
internal static class DetectKeys
{
    public static IReadOnlyList<SettingKey<DetectorOptions>> All { get; } =
    [
        SettingKeys.Choice<DetectorOptions, DetectionMethod>(
            "method", "How to tell the usual from the strange; predict for one channel, reconstruct for several when not named.", static (options, value) => options with { Method = value }),
        SettingKeys.Positive<DetectorOptions>("false_alarms_per_day", "False alarms a day that the threshold allows; one a week when not named.", static (options, value) => options with { FalseAlarmsPerDay = value }),
        SettingKeys.Whole<DetectorOptions>("quiet_rows", "Quiet rows before the next alarm; 0 flags every strange row.", static (options, value) => options with { QuietRows = value }, least: 0),
        SettingKeys.Whole<DetectorOptions>("window", "Rows that reconstruct reads and writes.", static (options, value) => options with { Window = value }, least: 2),
        SettingKeys.Whole<DetectorOptions>("rows_per_day", "Rows a day, when rows have no times.", static (options, value) => options with { RowsPerDay = value }),
        SettingKeys.Body<DetectorOptions>(static options => options.WithTransformer()),
        SettingKeys.Cell<DetectorOptions>(static (options, value) => options with { Cell = value }),
        SettingKeys.Whole<DetectorOptions>("hidden", "Width of the hidden state.", static (options, value) => options with { Hidden = value }),
        SettingKeys.Whole<DetectorOptions>("layers", "Recurrent layers on top of each other.", static (options, value) => options with { Layers = value }),
        SettingKeys.Whole<DetectorOptions>("epochs", "Longest training, in epochs.", static (options, value) => options with { Epochs = value }),
        SettingKeys.Whole<DetectorOptions>("patience", "Epochs without improvement before stopping.", static (options, value) => options with { Patience = value }),
        SettingKeys.Positive<DetectorOptions>("learning_rate", "Highest learning rate.", static (options, value) => options with { LearningRate = value }),
        .. SettingKeys.Run<DetectorOptions>(),
    ];
}
