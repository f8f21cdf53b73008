using Recurrent.Cli.Runs;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>Everything one run needs; made from arguments and checked before anything is written.</summary>
internal sealed record GenerateRequest : TaskRunRequest<LanguageModelOptions>
{
    /// <summary>The text to learn from.</summary>
    public required string Training { get; init; }

    /// <summary>The text that tells when to stop; null holds the end of the other back.</summary>
    public required string? Validation { get; init; }

    /// <summary>The text to score on, from which nothing is learnt; empty for none.</summary>
    public required string Test { get; init; }

    public override IEnumerable<string> Facts => [GenerateText.DataFacts(this)];
}
