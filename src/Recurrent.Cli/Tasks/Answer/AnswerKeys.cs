using Recurrent.Cli.Configuration;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>The table of all settings of a run that learns to answer.</summary>
internal static class AnswerKeys
{
    public static IReadOnlyList<SettingKey<StoryAnswererOptions>> All { get; } =
    [
        SettingKeys.Choice<StoryAnswererOptions, StoryReaderKind>("reader", "Which networks are trained.", static (options, value) => options with { Reader = value }),
        SettingKeys.Cell<StoryAnswererOptions>(static (options, value) => options with { Reader = StoryReaderKind.Sequence, Cell = value }),
        SettingKeys.Whole<StoryAnswererOptions>("restarts", "How often each kind of network is trained from another start.", static (options, value) => options with { Restarts = value }),
        SettingKeys.Whole<StoryAnswererOptions>("kept", "How many of the trained networks answer together.", static (options, value) => options with { Kept = value }),
        SettingKeys.Whole<StoryAnswererOptions>("embedding", "Width of all vectors.", static (options, value) => options with { Embedding = value }),
        SettingKeys.Whole<StoryAnswererOptions>("hops", "How often the story is looked at; layers of query reduction.", static (options, value) => options with { Hops = value }),
        SettingKeys.Between<StoryAnswererOptions>("dropout", 0, 0.9, "Share of values of sentence vectors dropped in training.", static (options, value) => options with { Dropout = value }),
        SettingKeys.Between<StoryAnswererOptions>("linear_start", 0, 0.9, "Share of the epochs in which memory networks learn without softmax.", static (options, value) => options with { LinearStart = value }),
        SettingKeys.Whole<StoryAnswererOptions>("maximum_sentences", "Longer stories lose their oldest sentences.", static (options, value) => options with { MaximumSentences = value }),
        SettingKeys.Between<StoryAnswererOptions>("validation_share", 0.001, 0.5, "Share of the stories held back to choose by when there is no --valid.", static (options, value) => options with { ValidationShare = value }),
        SettingKeys.Whole<StoryAnswererOptions>("batch_size", "Questions of an update.", static (options, value) => options with { BatchSize = value }),
        SettingKeys.Whole<StoryAnswererOptions>("epochs", "Longest training of a network, in epochs.", static (options, value) => options with { Epochs = value }),
        SettingKeys.Whole<StoryAnswererOptions>("patience", "Epochs without improvement before a training stops.", static (options, value) => options with { Patience = value }),
        SettingKeys.Positive<StoryAnswererOptions>("learning_rate", "Highest learning rate.", static (options, value) => options with { LearningRate = value }),
        SettingKeys.Body<StoryAnswererOptions>(static options => options.WithTransformer()),
        .. SettingKeys.Run<StoryAnswererOptions>(),
    ];
}
