using Recurrent.Cli.Configuration;
using Recurrent.TimeSeries.Finance.Network;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>The table of all settings of a volatility run.</summary>
internal static class VolatilityKeys
{
    public static IReadOnlyList<SettingKey<VolatilityOptions>> All { get; } =
    [
        SettingKeys.Whole<VolatilityOptions>(
            "test_days", "Days at the end that are forecast walking forward and scored; the last fifth when not named.", static (options, value) => options with { TestDays = value }, least: 0),
        SettingKeys.Whole<VolatilityOptions>("refit_every", "Days between two fits of the walk forward; 250 when not named.", static (options, value) => options with { RefitEvery = value }),
        SettingKeys.Whole<VolatilityOptions>(
            "residual_window", "Standardised returns whose quantiles give value-at-risk; 1000 when not named.", static (options, value) => options with { ResidualWindow = value }, least: 100),
        SettingKeys.Whole<VolatilityOptions>("ensemble", "Networks of a fit, averaged.", static (options, value) => options with { Members = value }),
        SettingKeys.Body<VolatilityOptions>(static options => options.WithTransformer()),
        SettingKeys.Cell<VolatilityOptions>(static (options, value) => options with { Cell = value }),
        SettingKeys.Whole<VolatilityOptions>("hidden", "Width of the hidden state.", static (options, value) => options with { Hidden = value }),
        SettingKeys.Whole<VolatilityOptions>("layers", "Recurrent layers on top of each other.", static (options, value) => options with { Layers = value }),
        SettingKeys.Whole<VolatilityOptions>("epochs", "Longest training of a network, in epochs.", static (options, value) => options with { Epochs = value }),
        SettingKeys.Whole<VolatilityOptions>("patience", "Epochs without improvement before a network stops.", static (options, value) => options with { Patience = value }),
        SettingKeys.Positive<VolatilityOptions>("learning_rate", "Highest learning rate.", static (options, value) => options with { LearningRate = value }),
        SettingKeys.TimeBudget<VolatilityOptions>(static (options, value) => options with { TimeBudget = value }),
        SettingKeys.Seed<VolatilityOptions>(static (options, value) => options with { Seed = value }),
    ];
}
