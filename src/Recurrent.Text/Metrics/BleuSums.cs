namespace Recurrent.Text.Metrics;

/// <summary>What BLEU adds up over a corpus.</summary>
internal sealed class BleuSums(int orders)
{
    /// <summary>n-grams that are in the reference. [orders]</summary>
    public long[] Matches { get; } = new long[orders];

    /// <summary>n-grams of the hypotheses. [orders]</summary>
    public long[] Totals { get; } = new long[orders];

    public long HypothesisLength { get; private set; }

    public long ReferenceLength { get; private set; }

    public void Add(string[] hypothesis, string[][] references)
    {
        HypothesisLength += hypothesis.Length;
        ReferenceLength += Nearest(hypothesis.Length, references);
        for (var n = 1; n <= orders; n++)
        {
            var allowed = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var reference in references) WordGrams.TakeHigher(allowed, WordGrams.Of(reference, n));
            Matches[n - 1] += WordGrams.Common(WordGrams.Of(hypothesis, n), allowed);
            Totals[n - 1] += Math.Max(0, hypothesis.Length - n + 1);
        }
    }

    /// <summary>The length nearest to that of the hypothesis; of two equally near ones the shorter.</summary>
    private static int Nearest(int length, string[][] references) =>
        references.Select(static one => one.Length).OrderBy(one => Math.Abs(one - length)).ThenBy(static one => one).First();
}
