using Recurrent.Training;

namespace Recurrent.Text.Translation.Data;

/// <summary>How a sentence becomes what the network reads; stored as <c>preprocessing</c> in <c>model.json</c> beside the tokenizers' own files.</summary>
internal sealed record TranslatorSettings
{
    public required TranslationTokens Tokens { get; init; }

    /// <summary>The most frequent target sentence of the training, a translation to compare with.</summary>
    public required string FrequentTarget { get; init; }

    public required ChosenSetting[] Settings { get; init; }
}
