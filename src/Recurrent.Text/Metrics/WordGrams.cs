using System.Runtime.InteropServices;

namespace Recurrent.Text.Metrics;

/// <summary>How often every run of words comes in one text.</summary>
internal static class WordGrams
{
    /// <summary>Stands between words; no tokenization leaves it in one.</summary>
    private const char Gap = '\n';

    /// <summary>Counts all runs of n words.</summary>
    public static Dictionary<string, int> Of(string[] words, int n)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var start = 0; start + n <= words.Length; start++)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, string.Join(Gap, words, start, n), out _)++;
        return counts;
    }

    /// <summary>Takes for every run the higher of two counts.</summary>
    public static void TakeHigher(Dictionary<string, int> counts, Dictionary<string, int> others)
    {
        foreach (var (gram, count) in others)
        {
            ref var own = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out _);
            own = Math.Max(own, count);
        }
    }

    /// <summary>Runs that two texts have in common, each as often as the text that has it less often.</summary>
    public static long Common(Dictionary<string, int> left, Dictionary<string, int> right) =>
        left.Sum(one => (long)Math.Min(one.Value, right.GetValueOrDefault(one.Key)));
}
