using Recurrent.Training;

namespace Recurrent.Text.LanguageModels;

/// <summary>How text becomes tokens and what was chosen; stored as <c>preprocessing</c> in <c>model.json</c>, beside <c>tokenizer.json</c>.</summary>
internal sealed record LanguageModelSettings
{
    public required TextLevel Level { get; init; }

    public required ChosenSetting[] Settings { get; init; }
}
