using Recurrent.Cli.Runs;
using Recurrent.Text.Classification;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>Everything one run needs; made from arguments and checked before anything is written.</summary>
internal sealed record ClassifyRequest : TaskRunRequest<TextClassifierOptions>
{
    /// <summary>Texts to learn from.</summary>
    public required IReadOnlyList<LabelledText> Training { get; init; }

    /// <summary>Texts to choose the epoch and to calibrate by; null holds a share of the training texts back.</summary>
    public IReadOnlyList<LabelledText>? Validation { get; init; }

    /// <summary>Texts to score on, from which nothing is learnt or chosen; may be empty.</summary>
    public required IReadOnlyList<LabelledText> Test { get; init; }

    /// <summary>Whether only texts that are not learnt from say that a text may have several labels.</summary>
    public bool IsMultiLabelTold { get; init; }

    public override IEnumerable<string> Facts => [ClassifyText.DataFacts(this)];

    public override IEnumerable<ChosenSetting> Explained(IReadOnlyList<ChosenSetting> settings) => IsMultiLabelTold
        ? settings.Select(static one => one.Name == "multi_label" ? one with { Reason = "a text to score on or to choose by has several labels" } : one)
        : settings;
}
