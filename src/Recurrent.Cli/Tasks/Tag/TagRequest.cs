using Recurrent.Cli.Runs;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>Everything one run needs; made from arguments and checked before anything is written.</summary>
internal sealed record TagRequest : TaskRunRequest<TaggerOptions>
{
    /// <summary>Sentences to learn from.</summary>
    public required IReadOnlyList<TaggedSentence> Training { get; init; }

    /// <summary>Sentences to choose the best weights by; null holds some of the others back.</summary>
    public IReadOnlyList<TaggedSentence>? Validation { get; init; }

    /// <summary>Sentences to score on, from which nothing is learnt; may be empty.</summary>
    public IReadOnlyList<TaggedSentence> Test { get; init; } = [];

    public override IEnumerable<string> Facts => [TagText.DataFacts(this)];
}
