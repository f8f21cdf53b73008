using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>The scores of a translator beside the simple methods, and how they were counted.</summary>
internal sealed record TranslateScoresDocument : TranslateMethodDocument
{
    public string Task { get; init; } = TranslateTask.TaskName;

    public required int Sentences { get; init; }

    public required int Beam { get; init; }

    public required string BleuSignature { get; init; }

    public required string BleuLowercaseSignature { get; init; }

    public required string ChrfSignature { get; init; }

    /// <summary>Words of all references by the rules of <see cref="BleuLowercaseSignature"/>.</summary>
    public required long BleuLowercaseReferenceLength { get; init; }

    public required IReadOnlyDictionary<string, TranslateMethodDocument> Baselines { get; init; }

    public static TranslateScoresDocument Of(TranslationEvaluation evaluation, TranslateOptions search) => new()
    {
        Sentences = evaluation.Sentences,
        Beam = search.Beam,
        Bleu = evaluation.Model.Bleu.Score,
        BleuLowercase = evaluation.Model.BleuLowercase.Score,
        Chrf = evaluation.Model.Chrf.Score,
        BleuSignature = evaluation.Model.Bleu.Signature,
        BleuLowercaseSignature = evaluation.Model.BleuLowercase.Signature,
        ChrfSignature = evaluation.Model.Chrf.Signature,
        BleuLowercaseReferenceLength = evaluation.Model.BleuLowercase.ReferenceLength,
        Baselines = evaluation.Baselines.ToDictionary(static one => one.Method, TranslateMethodDocument.Of),
    };
}
