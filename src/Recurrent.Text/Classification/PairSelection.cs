using System.Numerics;
using System.Runtime.InteropServices;

namespace Recurrent.Text.Classification;

/// <summary>Which pairs of neighbouring tokens come in the most texts.</summary>
internal static class PairSelection
{
    private const int MostCells = 1 << 27;

    /// <summary>Selects pairs.</summary>
    /// <param name="texts">Token numbers of every text.</param>
    /// <param name="most">Pairs at most.</param>
    /// <returns>Those of at least two texts, the most frequent first: a pair that comes once says nothing once its own text is left out.</returns>
    public static long[] Of(IReadOnlyList<int[]> texts, int most)
    {
        // Most pairs come once. Two bits for every hash tell nearly all of them apart before each takes its place in memory.
        var cells = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(texts.Sum(static text => (long)text.Length), 64, MostCells));
        var (once, again) = (new ulong[cells / 64], new ulong[cells / 64]);
        foreach (var pair in texts.SelectMany(PairsOf))
        {
            var (word, bit) = Cell(pair, cells);
            again[word] |= once[word] & bit;
            once[word] |= bit;
        }

        var counts = new Dictionary<long, int>();
        foreach (var pair in texts.SelectMany(static text => PairsOf(text).Distinct()))
        {
            var (word, bit) = Cell(pair, cells);
            if ((again[word] & bit) != 0) CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _)++;
        }
        return [.. counts.Where(static one => one.Value > 1).OrderByDescending(static one => one.Value).ThenBy(static one => one.Key).Take(most).Select(static one => one.Key)];
    }

    /// <summary>The pairs of a text, those that come again too.</summary>
    public static IEnumerable<long> PairsOf(int[] text)
    {
        for (var step = 1; step < text.Length; step++) yield return Key(text[step - 1], text[step]);
    }

    public static long Key(int first, int second) => ((long)first << 32) | (uint)second;

    private static (int Word, ulong Bit) Cell(long pair, int cells)
    {
        // The high bits of a product with 2⁶⁴ over the golden ratio (Knuth, 1998, section 6.4).
        var hash = (int)(((ulong)pair * 0x9E3779B97F4A7C15) >> (64 - BitOperations.Log2((uint)cells)));
        return (hash >> 6, 1UL << (hash & 63));
    }
}
