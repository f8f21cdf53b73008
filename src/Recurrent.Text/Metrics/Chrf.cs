using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Recurrent.Text.Metrics;

/// <summary>chrF of a corpus: the F-score of runs of characters, as sacreBLEU counts it by default.</summary>
/// <remarks>
/// Popović, "chrF: character n-gram F-score for automatic MT evaluation", WMT 2015. White space is taken out. For n = 1 to 6, with m_n matches
/// among h_n runs of the hypotheses and r_n of the references, all summed over the corpus, where a hypothesis whose reference is too short for
/// any run of n adds nothing to h_n (as sacreBLEU counts since its version 2): P and R are the means of m_n/h_n and m_n/r_n over the
/// orders that both sides have, and chrF = 100 (1 + β²) P R / (β² P + R) with β = 2. A character is a Unicode scalar value.
/// </remarks>
public static class Chrf
{
    private const int Orders = 6;
    private const int Beta = 2;

    /// <summary>Scores hypotheses.</summary>
    /// <param name="hypotheses">One text a segment. [N]</param>
    /// <param name="references">Its translation by people. [N]</param>
    /// <returns>The score with its signature.</returns>
    /// <exception cref="ArgumentException">There is no segment, or not one reference for each.</exception>
    public static ChrfScore Compute(IReadOnlyList<string> hypotheses, IReadOnlyList<string> references) => Compute(hypotheses, references, Beta);

    internal static ChrfScore Compute(IReadOnlyList<string> hypotheses, IReadOnlyList<string> references, double beta)
    {
        Segments.Check(hypotheses, [references]);
        var (matches, ours, theirs) = (new long[Orders], new long[Orders], new long[Orders]);
        for (var segment = 0; segment < hypotheses.Count; segment++)
        {
            var (left, right) = (Letters(hypotheses[segment]), Letters(references[segment]));
            for (var order = 0; order < Orders; order++)
            {
                matches[order] += Common(left, right, order + 1);
                if (right.Length <= order) continue;
                ours[order] += Math.Max(0, left.Length - order);
                theirs[order] += right.Length - order;
            }
        }
        return new ChrfScore(Score(matches, ours, theirs, beta), $"nrefs:1|case:mixed|eff:yes|nc:{Text(Orders)}|nw:0|space:no|version:{Bleu.Version}");
    }

    private static double Score(long[] matches, long[] ours, long[] theirs, double beta)
    {
        var (precision, recall, orders) = (0.0, 0.0, 0);
        for (var order = 0; order < Orders; order++)
        {
            if (ours[order] == 0 || theirs[order] == 0) continue;
            precision += (double)matches[order] / ours[order];
            recall += (double)matches[order] / theirs[order];
            orders++;
        }
        if (precision + recall == 0) return 0;
        (precision, recall) = (precision / orders, recall / orders);
        var factor = beta * beta;
        return 100 * (1 + factor) * precision * recall / ((factor * precision) + recall);
    }

    /// <summary>The characters without white space, pairs of surrogates as one.</summary>
    private static int[] Letters(string text) => [.. text.EnumerateRunes().Where(static rune => !Rune.IsWhiteSpace(rune)).Select(static rune => rune.Value)];

    private static long Common(int[] left, int[] right, int n)
    {
        var counts = Counts(right, n);
        var common = 0L;
        for (var start = 0; start + n <= left.Length; start++)
        {
            var run = new LetterRun(left.AsMemory(start, n));
            if (counts.GetValueOrDefault(run) == 0) continue;
            counts[run]--;
            common++;
        }
        return common;
    }

    private static Dictionary<LetterRun, int> Counts(int[] letters, int n)
    {
        var counts = new Dictionary<LetterRun, int>();
        for (var start = 0; start + n <= letters.Length; start++) CollectionsMarshal.GetValueRefOrAddDefault(counts, new LetterRun(letters.AsMemory(start, n)), out _)++;
        return counts;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
