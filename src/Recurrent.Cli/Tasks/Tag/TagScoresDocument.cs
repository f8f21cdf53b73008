using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>The scores of a tagger beside the simple methods; what <c>evaluate --json</c> prints.</summary>
internal sealed record TagScoresDocument
{
    public string Task { get; init; } = TagTask.TaskName;

    public required int Sentences { get; init; }

    public required long Tokens { get; init; }

    /// <summary>Entity F1 over all types, as conlleval computes it, 0 to 1.</summary>
    public required double F1 { get; init; }

    public required TagMethodDocument Model { get; init; }

    public required IReadOnlyDictionary<string, TagMethodDocument> Baselines { get; init; }

    public static TagScoresDocument Of(TaggerEvaluation evaluation) => new()
    {
        Sentences = evaluation.Sentences.Count,
        Tokens = evaluation.Tokens,
        F1 = evaluation.Model.Entities.F1,
        Model = TagMethodDocument.Of(evaluation.Model),
        Baselines = evaluation.Baselines.ToDictionary(static one => one.Method, TagMethodDocument.Of),
    };
}
