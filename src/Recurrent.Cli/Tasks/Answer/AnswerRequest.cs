using Recurrent.Cli.Runs;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>Everything one run needs; made from arguments and checked before anything is written.</summary>
internal sealed record AnswerRequest : TaskRunRequest<StoryAnswererOptions>
{
    /// <summary>Questions to learn from.</summary>
    public required IReadOnlyList<StoryQuestion> Training { get; init; }

    /// <summary>Questions to choose networks by; null holds stories of the others back.</summary>
    public IReadOnlyList<StoryQuestion>? Validation { get; init; }

    /// <summary>Questions to score on, from which nothing is learnt; may be empty.</summary>
    public IReadOnlyList<StoryQuestion> Test { get; init; } = [];

    public override IEnumerable<string> Facts => [AnswerText.DataFacts(this)];
}
