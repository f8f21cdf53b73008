using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>Scores of one method.</summary>
internal sealed record AnswerMethodDocument
{
    /// <summary>Share of the questions answered right, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean over the files of the share answered wrong.</summary>
    public required double MeanError { get; init; }

    /// <summary>Share answered wrong of the questions of every file.</summary>
    public required IReadOnlyDictionary<string, double> Errors { get; init; }

    public static AnswerMethodDocument Of(StoryScores scores) => new()
    {
        Accuracy = scores.Accuracy,
        MeanError = scores.MeanError,
        Errors = scores.Files.ToDictionary(static one => one.Key, static one => 1 - one.Value),
    };
}
