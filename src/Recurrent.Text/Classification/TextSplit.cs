using Recurrent.Tensors.Random;

namespace Recurrent.Text.Classification;

/// <summary>Texts to learn from and texts held back; every text is in one of them.</summary>
/// <param name="Training">Texts to learn from, in their order.</param>
/// <param name="Held">Texts held back, in their order.</param>
public sealed record TextSplit(IReadOnlyList<LabelledText> Training, IReadOnlyList<LabelledText> Held)
{
    /// <summary>Holds texts back at random, the same share of every class.</summary>
    /// <param name="texts">Labelled texts.</param>
    /// <param name="share">Share to hold back, 0 to below 1, rounded for every class; the last text of a class is never held back.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <returns>Both parts; the second is empty for a share of 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to below 1.</exception>
    public static TextSplit HoldBack(IReadOnlyList<LabelledText> texts, double share, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (share is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, $"Received a share of {share}; expected 0 to below 1.");
        var random = new RandomSource(seed).Stream("hold-back");
        var held = new bool[texts.Count];
        foreach (var stratum in Enumerable.Range(0, texts.Count).GroupBy(index => texts[index].Labels is [var first, ..] ? first : "").OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            int[] items = [.. stratum];
            random = random.Shuffle<int>(items);
            var count = (int)Math.Round(share * items.Length, MidpointRounding.AwayFromZero);
            foreach (var index in items.Take(Math.Min(count, items.Length - 1))) held[index] = true;
        }

        // A label that only stands beside others may have ended among the texts held back.
        var known = texts.Where((_, index) => !held[index]).SelectMany(static one => one.Labels).ToHashSet();
        for (var index = 0; index < held.Length; index++)
        {
            if (!held[index] || texts[index].Labels.All(known.Contains)) continue;
            held[index] = false;
            known.UnionWith(texts[index].Labels);
        }
        return new TextSplit([.. texts.Where((_, index) => !held[index])], [.. texts.Where((_, index) => held[index])]);
    }
}
