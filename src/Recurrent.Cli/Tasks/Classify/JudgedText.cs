using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>A labelled text and what was said of it.</summary>
internal readonly record struct JudgedText(LabelledText Text, TextPrediction Said)
{
    public bool IsRight => Text.Labels.Order().SequenceEqual(Said.Labels.Order());
}
