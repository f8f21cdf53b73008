using Recurrent.Text;

namespace Recurrent.Cli.Configuration;

/// <summary>The settings that every text model has.</summary>
internal static class TextKeys
{
    public static IReadOnlyList<SettingKey<T>> Model<T>()
        where T : TextModelOptions =>
        [
            SettingKeys.Cell<T>(static (options, value) => options with { Cell = value }),
            SettingKeys.Whole<T>("hidden", "Width of the hidden state.", static (options, value) => options with { Hidden = value }),
            SettingKeys.Whole<T>("layers", "Recurrent layers on top of each other.", static (options, value) => options with { Layers = value }),
            SettingKeys.Whole<T>("embedding", "Width of the vector of a token.", static (options, value) => options with { Embedding = value }),
            SettingKeys.Between<T>("dropout", 0, 0.9, "Share of values dropped in training.", static (options, value) => options with { Dropout = value }),
            SettingKeys.Whole<T>("batch_size", "Texts or streams of an update.", static (options, value) => options with { BatchSize = value }),
            SettingKeys.Whole<T>("epochs", "Longest training, in epochs.", static (options, value) => options with { Epochs = value }),
            SettingKeys.Whole<T>("patience", "Epochs without improvement before stopping.", static (options, value) => options with { Patience = value }),
            SettingKeys.Positive<T>("learning_rate", "Highest learning rate.", static (options, value) => options with { LearningRate = value }),
            .. SettingKeys.Run<T>(),
        ];
}
