using Recurrent.Training;

namespace Recurrent.Text.Tagging;

/// <summary>What stands around the network; stored as <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record TaggerSettings
{
    /// <summary>The scheme of the training sentences, in which answers are written.</summary>
    public required TagScheme Scheme { get; init; }

    public required ChosenSetting[] Settings { get; init; }
}
