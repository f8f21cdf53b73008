using Recurrent.Training;

namespace Recurrent.Text.Answering;

/// <summary>What stands around the networks; stored as <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record StorySettings
{
    public required int MaximumSentences { get; init; }

    public required ChosenSetting[] Settings { get; init; }
}
