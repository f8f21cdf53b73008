using Recurrent.Cli.Configuration;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>The table of all settings of a tagging run.</summary>
internal static class TagKeys
{
    public static IReadOnlyList<SettingKey<TaggerOptions>> All { get; } =
    [
        SettingKeys.Choice<TaggerOptions, CharacterEncoding>("characters", "How the characters of a word are read.", static (options, value) => options with { Characters = value }),
        SettingKeys.Whole<TaggerOptions>("character_features", "Width of the vector of a word's characters.", static (options, value) => options with { CharacterFeatures = value }, least: 2),
        SettingKeys.Choice<TaggerOptions, TagScheme>("inner_scheme", "Scheme in which the network tags.", static (options, value) => options with { InnerScheme = value }),
        SettingKeys.Between<TaggerOptions>("word_hiding", 0, 1000, "A word that comes n times is hidden in training with probability a/(a + n).", static (options, value) => options with { WordHiding = value }),
        SettingKeys.Whole<TaggerOptions>("maximum_words", "Most words of the vocabulary.", static (options, value) => options with { MaximumWords = value }),
        SettingKeys.Between<TaggerOptions>("validation_share", 0.001, 0.5, "Share of the sentences held back to choose the best weights when there is no --valid.", static (options, value) => options with { ValidationShare = value }),
        new("vectors", "a file of word vectors in the text format of GloVe or word2vec", "Word vectors to begin with.", static (options, text) => text.Length == 0 ? null : options with { Vectors = text }) { HelpName = "FILE" },
        SettingKeys.Body<TaggerOptions>(static options => options.WithTransformer()),
        .. TextKeys.Model<TaggerOptions>(),
    ];
}
