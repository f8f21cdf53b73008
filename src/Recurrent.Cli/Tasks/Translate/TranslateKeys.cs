using Recurrent.Cli.Configuration;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>The table of all settings of a translator.</summary>
internal static class TranslateKeys
{
    public static IReadOnlyList<SettingKey<TranslatorOptions>> All { get; } =
    [
        SettingKeys.Choice<TranslatorOptions, TranslationTokens>("tokens", "What tokens are.", static (options, value) => options with { Tokens = value }),
        SettingKeys.Whole<TranslatorOptions>("vocabulary_size", "Most tokens of a vocabulary.", static (options, value) => options with { VocabularySize = value }, least: 300),
        SettingKeys.Whole<TranslatorOptions>("minimum_count", "How often a word has to come to be known.", static (options, value) => options with { MinimumCount = value }),
        SettingKeys.Answer<TranslatorOptions>("joint_vocabulary", "Whether both languages share one vocabulary.", static (options, value) => options with { JointVocabulary = value }),
        SettingKeys.Whole<TranslatorOptions>("longest_sentence", "Most tokens of a sentence to learn from.", static (options, value) => options with { LongestSentence = value }, least: 2),
        SettingKeys.Whole<TranslatorOptions>("decoder_layers", "Recurrent layers of the decoder.", static (options, value) => options with { DecoderLayers = value }),
        SettingKeys.Choice<TranslatorOptions, AttentionKind>("attention", "How source positions are scored.", static (options, value) => options with { Attention = value }),
        SettingKeys.Answer<TranslatorOptions>("coverage", "Whether attention knows what it looked at before.", static (options, value) => options with { Coverage = value }),
        SettingKeys.Answer<TranslatorOptions>("input_feeding", "Whether a step reads the readout of the one before.", static (options, value) => options with { InputFeeding = value }),
        SettingKeys.Answer<TranslatorOptions>("tied_output", "Whether the output layer has the weights of the target's vectors.", static (options, value) => options with { TiedOutput = value }),
        SettingKeys.Answer<TranslatorOptions>("variational_dropout", "Whether dropout is one mask for a whole sentence.", static (options, value) => options with { VariationalDropout = value }),
        SettingKeys.Between<TranslatorOptions>("label_smoothing", 0, 0.5, "Share of the target spread over all tokens.", static (options, value) => options with { LabelSmoothing = value }),
        SettingKeys.Between<TranslatorOptions>("scheduled_sampling", 0, 0.5, "Share of the decoder's inputs that are its own guesses at the end.", static (options, value) => options with { ScheduledSampling = value }),
        SettingKeys.Between<TranslatorOptions>("average_decay", 0, 0.9999, "Decay of the average of the weights.", static (options, value) => options with { AverageDecay = value }),
        SettingKeys.Body<TranslatorOptions>(static options => options.WithTransformer()),
        .. TextKeys.Model<TranslatorOptions>(),
    ];
}
