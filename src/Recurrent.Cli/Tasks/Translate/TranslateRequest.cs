using Recurrent.Cli.Runs;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Everything one run needs; made from arguments and checked before anything is written.</summary>
internal sealed record TranslateRequest : TaskRunRequest<TranslatorOptions>
{
    /// <summary>Pairs to learn from.</summary>
    public required IReadOnlyList<SentencePair> Training { get; init; }

    /// <summary>Pairs to stop by; null to hold some of the training back.</summary>
    public required IReadOnlyList<SentencePair>? Validation { get; init; }

    /// <summary>Pairs to score on, from which nothing is learnt; may be empty.</summary>
    public required IReadOnlyList<SentencePair> Test { get; init; }

    /// <summary>The file of the sources of <see cref="Validation"/>, for messages.</summary>
    public string ValidationName { get; init; } = "validation pairs";

    /// <summary>The file of the sources of <see cref="Test"/>, for messages.</summary>
    public string TestName { get; init; } = "test pairs";

    /// <summary>The code of the language of the translations; null for rules that suit most.</summary>
    public string? TargetLanguage { get; init; }

    public required TranslateOptions Search { get; init; }

    public override IEnumerable<string> Facts => [TranslateText.DataFacts(this)];
}
