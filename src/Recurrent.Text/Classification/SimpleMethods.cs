namespace Recurrent.Text.Classification;

/// <summary>What can be said of a text without a network.</summary>
internal sealed class SimpleMethods(TextState state)
{
    private readonly int[] _texts = state.Counts.File.Texts;

    /// <summary>The most frequent class of the training texts; with several labels at once, those that most texts have.</summary>
    public int[] Majority { get; } = state.Settings.MultiLabel
        ? [.. Enumerable.Range(0, state.Counts.Classes).Where(one => 2 * state.Counts.File.Texts[one] >= state.Counts.File.Texts[^1])]
        : [Array.IndexOf(state.Counts.File.Texts, state.Counts.File.Texts[..^1].Max())];

    /// <summary>Naive Bayes with add-one smoothing over the tokens a text has; with several labels at once, one such decision for every label.</summary>
    public int[] NaiveBayes(string text)
    {
        int[] tokens = [.. state.Encoder.Encode(text).Tokens.Distinct()];
        if (state.Settings.MultiLabel) return [.. Enumerable.Range(0, state.Counts.Classes).Where(one => Odds(one) + tokens.Sum(token => state.Counts.TokenRatio(token, one)) > 0)];
        return [Enumerable.Range(0, state.Counts.Classes).MaxBy(one => Math.Log(_texts[one]) + tokens.Sum(token => state.Counts.LogShare(token, one)))];
    }

    private double Odds(int one) => Math.Log((_texts[one] + 1.0) / (_texts[^1] - _texts[one] + 1.0));
}
