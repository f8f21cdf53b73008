using System.Globalization;

namespace Recurrent.Text.Metrics;

/// <summary>BLEU of a corpus, as sacreBLEU counts it.</summary>
/// <remarks>
/// Papineni and others, "BLEU: a method for automatic evaluation of machine translation", ACL 2002. With m_n matches of t_n n-grams (n = 1 to 4)
/// summed over the corpus, each n-gram counted at most as often as in the reference that has it most: BLEU = 100 · BP · exp(¼ Σ_n ln p_n),
/// p_n = m_n/t_n, BP = min(1, exp(1 − r/c)) with c words of the hypotheses and r of the references nearest in length. An order without a match
/// gets 1/(2^k t_n) for the k-th such order (smoothing <c>exp</c>); without any match the score is 0.
/// </remarks>
public static class Bleu
{
    private const int Orders = 4;

    /// <summary>The version of sacreBLEU whose rules these are.</summary>
    internal const string Version = "2.4.0";

    /// <summary>Scores hypotheses.</summary>
    /// <param name="hypotheses">One text a segment. [N]</param>
    /// <param name="references">Its translation by people. [N]</param>
    /// <param name="options">Tokenization and case; null for sacreBLEU's defaults.</param>
    /// <returns>The score with its signature.</returns>
    /// <exception cref="ArgumentException">There is no segment, or not one reference for each.</exception>
    public static BleuScore Compute(IReadOnlyList<string> hypotheses, IReadOnlyList<string> references, BleuOptions? options = null) =>
        ComputeAgainstMany(hypotheses, [references], options);

    /// <summary>Scores hypotheses that have several references each.</summary>
    /// <param name="hypotheses">One text a segment. [N]</param>
    /// <param name="references">Sets of translations by people, each with one for every segment. [R][N]</param>
    /// <param name="options">Tokenization and case; null for sacreBLEU's defaults.</param>
    /// <returns>The score with its signature.</returns>
    /// <exception cref="ArgumentException">There is no segment or no reference, or a set has not one for each segment.</exception>
    public static BleuScore ComputeAgainstMany(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, BleuOptions? options = null)
    {
        Segments.Check(hypotheses, references);
        options ??= new BleuOptions();
        var sums = new BleuSums(Orders);
        for (var segment = 0; segment < hypotheses.Count; segment++)
            sums.Add(Words(hypotheses[segment], options), [.. references.Select(set => Words(set[segment], options))]);
        return Score(sums, Signature(references.Count, options));
    }

    private static string[] Words(string text, BleuOptions options)
    {
        var cased = options.Lowercase ? text.ToLowerInvariant() : text;
        return options.Tokenization switch
        {
            BleuTokenization.International13a => International13a.Words(cased),
            BleuTokenization.Moses => MosesWords.Of(cased, MosesWords.HasElision(options.Language)),
            _ => cased.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private static BleuScore Score(BleuSums sums, string signature)
    {
        var (precisions, logs, doubled) = (new double[Orders], 0.0, 1.0);
        var hasMatch = sums.Matches.Any(static one => one > 0);
        for (var order = 0; order < Orders && hasMatch; order++)
        {
            var (matches, total) = (sums.Matches[order], sums.Totals[order]);
            if (total == 0) break;
            precisions[order] = matches > 0 ? 100.0 * matches / total : 100.0 / ((doubled *= 2) * total);
        }
        foreach (var one in precisions) logs += Math.Log(one);
        var brevity = sums.HypothesisLength >= sums.ReferenceLength ? 1
            : sums.HypothesisLength == 0 ? 0
            : Math.Exp(1 - ((double)sums.ReferenceLength / sums.HypothesisLength));
        return new BleuScore(brevity * Math.Exp(logs / Orders), signature)
        {
            Precisions = [.. precisions],
            BrevityPenalty = brevity,
            HypothesisLength = sums.HypothesisLength,
            ReferenceLength = sums.ReferenceLength,
        };
    }

    private static string Signature(int references, BleuOptions options)
    {
        var tokenization = options.Tokenization switch
        {
            BleuTokenization.International13a => "13a",
            BleuTokenization.Moses => MosesWords.HasElision(options.Language) ? "moses-" + options.Language : "moses",
            _ => "none",
        };
        return string.Create(CultureInfo.InvariantCulture, $"nrefs:{references}|case:{(options.Lowercase ? "lc" : "mixed")}|eff:no|tok:{tokenization}|smooth:exp|version:{Version}");
    }
}
