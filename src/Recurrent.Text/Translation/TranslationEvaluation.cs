namespace Recurrent.Text.Translation;

/// <summary>How a translator does on sentences with known translations, beside simple methods.</summary>
public sealed record TranslationEvaluation
{
    /// <summary>Scores of the translator.</summary>
    public required TranslationScores Model { get; init; }

    /// <summary>Scores of copying the source, and of always saying the target sentence that came most often in the training.</summary>
    public required IReadOnlyList<TranslationScores> Baselines { get; init; }

    /// <summary>What was said for each sentence, in their order.</summary>
    public required IReadOnlyList<Translation> Translations { get; init; }

    /// <summary>How many sentences there are.</summary>
    public int Sentences => Translations.Count;
}
