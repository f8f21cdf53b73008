using Recurrent.Cli.Configuration;
using Recurrent.Text.Classification;
using Recurrent.Text.Tokenization;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>The table of all settings of a run.</summary>
internal static class ClassifyKeys
{
    private static readonly string[] Units = ["word", "bpe", "char"];

    public static IReadOnlyList<SettingKey<TextClassifierOptions>> All { get; } =
    [
        SettingKeys.Choice<TextClassifierOptions>("unit", Units, "What a text is cut into.", static (options, value) => options with { Unit = (TextUnit)Array.IndexOf(Units, value) }),
        SettingKeys.Choice<TextClassifierOptions, WordSplit>("split", "Where words end; told by the texts when not named.", static (options, value) => options with { Split = value }),
        SettingKeys.Answer<TextClassifierOptions>("lowercase", "Whether upper and lower case are the same.", static (options, value) => options with { Lowercase = value }),
        SettingKeys.Whole<TextClassifierOptions>("minimum_count", "How often a word has to come to be known.", static (options, value) => options with { MinimumCount = value }),
        SettingKeys.Whole<TextClassifierOptions>("vocabulary_size", "Most tokens known.", static (options, value) => options with { VocabularySize = value }, least: 300),
        SettingKeys.Whole<TextClassifierOptions>("maximum_tokens", "Tokens of a text that are read, from its start.", static (options, value) => options with { MaximumTokens = value }),
        new("vectors", "a file of word vectors in the text format of GloVe or word2vec", "Vectors of words learnt elsewhere; none when not named.",
            static (options, text) => text.Length > 0 ? options with { Vectors = text } : null) { HelpName = "FILE" },
        SettingKeys.Answer<TextClassifierOptions>("bidirectional", "Whether texts are also read backwards.", static (options, value) => options with { Bidirectional = value }),
        SettingKeys.Choice<TextClassifierOptions, TextPooling>("pooling", "How the outputs at every token become one vector.", static (options, value) => options with { Pooling = value }),
        new("ensemble", "a whole number from 1 to 32", "Networks whose probabilities are averaged.", static (options, text) => ValueText.WholeNumber(text) is >= 1 and <= 32 and var value ? options with { Members = value } : null),
        SettingKeys.Answer<TextClassifierOptions>("log_count_ratios", "Whether the network is told how much oftener words come in texts of a class.", static (options, value) => options with { LogCountRatios = value }),
        SettingKeys.Between<TextClassifierOptions>("word_dropout", 0, 0.9, "Share of the words hidden in training.", static (options, value) => options with { WordDropout = value }),
        SettingKeys.Between<TextClassifierOptions>("label_smoothing", 0, 0.5, "Share of the target that is spread over all classes.", static (options, value) => options with { LabelSmoothing = value }),
        SettingKeys.Choice<TextClassifierOptions, ClassWeighting>("class_weights", "How much the texts of a class count.", static (options, value) => options with { ClassWeights = value }),
        SettingKeys.Answer<TextClassifierOptions>("multi_label", "Whether a text may have several labels or none; told by the labels when not named.", static (options, value) => options with { MultiLabel = value }),
        SettingKeys.Between<TextClassifierOptions>("validation_share", 0, 0.5, "Share of the training texts held back to choose the epoch and to calibrate by, without --valid.", static (options, value) => options with { ValidationShare = value }),
        SettingKeys.Body<TextClassifierOptions>(static options => options.WithTransformer()),
        .. TextKeys.Model<TextClassifierOptions>(),
    ];
}
