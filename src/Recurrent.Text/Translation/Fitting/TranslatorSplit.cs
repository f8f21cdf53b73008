using Recurrent.Tensors.Random;

namespace Recurrent.Text.Translation.Fitting;

/// <summary>Pairs to learn from and pairs to stop by.</summary>
internal sealed record TranslatorSplit(IReadOnlyList<SentencePair> Training, IReadOnlyList<SentencePair> Validation, bool IsHeldBack)
{
    private const int HeldBackShare = 20;
    private const int MostHeldBack = 1000;

    /// <summary>The target sentence that comes most often in the training pairs; of equally frequent ones the first in the order of their characters.</summary>
    public string FrequentTarget => Training
        .Where(static pair => !string.IsNullOrWhiteSpace(pair.Target))
        .CountBy(static pair => pair.Target, StringComparer.Ordinal)
        .OrderByDescending(static one => one.Value)
        .ThenBy(static one => one.Key, StringComparer.Ordinal)
        .Select(static one => one.Key)
        .FirstOrDefault("");

    /// <summary>Takes the validation pairs given, or holds back a twentieth, at most 1,000.</summary>
    public static TranslatorSplit Of(IReadOnlyList<SentencePair> pairs, IReadOnlyList<SentencePair>? validation, RandomStream random)
    {
        if (validation is { Count: > 0 }) return new TranslatorSplit(pairs, validation, IsHeldBack: false);
        int[] order = [.. Enumerable.Range(0, pairs.Count)];
        random.Shuffle<int>(order);
        var held = Math.Min(MostHeldBack, Math.Max(1, pairs.Count / HeldBackShare));
        return new TranslatorSplit(
            [.. order.Skip(held).Order().Select(index => pairs[index])], [.. order.Take(held).Order().Select(index => pairs[index])], IsHeldBack: true);
    }
}
