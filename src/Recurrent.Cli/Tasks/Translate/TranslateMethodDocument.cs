using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>The scores of one method, 0 to 100.</summary>
internal record TranslateMethodDocument
{
    public required double Bleu { get; init; }

    public required double BleuLowercase { get; init; }

    public required double Chrf { get; init; }

    public static TranslateMethodDocument Of(TranslationScores scores) => new()
    {
        Bleu = scores.Bleu.Score,
        BleuLowercase = scores.BleuLowercase.Score,
        Chrf = scores.Chrf.Score,
    };
}
