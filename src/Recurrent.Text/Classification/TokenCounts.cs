namespace Recurrent.Text.Classification;

/// <summary>In how many training texts of every class a token or a pair of neighbours comes.</summary>
/// <remarks>
/// The ratio of class c for token w is r_c(w) = ln((n_c(w) + 1)/(N_c + V)) − ln((n(w) − n_c(w) + 1)/(N − N_c + V)) with n the number of texts
/// that have w and N its sum over all tokens: how naive Bayes weighs a token (Wang and Manning, 2012, equation 2, with each class against the rest).
/// </remarks>
internal sealed class TokenCounts
{
    /// <summary>More pairs cost memory and say little.</summary>
    public const int MostPairs = 200_000;
    private readonly Dictionary<long, int> _pairs;
    private readonly long[] _tokenSums;
    private readonly long[] _pairSums;

    public TokenCounts(TokenCountsFile stored)
    {
        File = stored;
        Classes = stored.Texts.Length - 1;
        _pairs = new Dictionary<long, int>(stored.First.Length);
        for (var index = 0; index < stored.First.Length; index++) _pairs[PairSelection.Key(stored.First[index], stored.Second[index])] = index;
        (_tokenSums, _pairSums) = (Sums(stored.Tokens), Sums(stored.Pairs));
    }

    /// <summary>The counts as they are stored.</summary>
    public TokenCountsFile File { get; }

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>V, tokens known.</summary>
    public int Vocabulary => File.Tokens.Length / (Classes + 1);

    /// <summary>F, ratios of a token: two classes that exclude each other need one for the token and one for the pair, else every class does.</summary>
    public static int RatiosOf(int classes, bool multiLabel) => 2 * (classes == 2 && !multiLabel ? 1 : classes);

    /// <summary>Counts.</summary>
    /// <param name="texts">Token numbers of every training text.</param>
    /// <param name="targets">Classes of every training text.</param>
    /// <param name="classes">C.</param>
    /// <param name="vocabulary">V.</param>
    /// <param name="withPairs">Whether pairs are counted too.</param>
    public static TokenCounts Of(IReadOnlyList<int[]> texts, IReadOnlyList<int[]> targets, int classes, int vocabulary, bool withPairs)
    {
        var width = classes + 1;
        long[] kept = withPairs ? PairSelection.Of(texts, MostPairs) : [];
        var places = kept.Index().ToDictionary(static one => one.Item, static one => one.Index);
        var (sizes, tokens, pairs) = (new int[width], new int[checked(vocabulary * width)], new int[kept.Length * width]);
        for (var index = 0; index < texts.Count; index++)
        {
            Add(sizes, 0, targets[index]);
            foreach (var token in texts[index].Distinct()) Add(tokens, token, targets[index]);
            if (kept.Length == 0) continue;
            foreach (var pair in PairSelection.PairsOf(texts[index]).Distinct())
                if (places.TryGetValue(pair, out var place)) Add(pairs, place, targets[index]);
        }
        return new TokenCounts(new TokenCountsFile
        {
            Texts = sizes,
            Tokens = tokens,
            First = [.. kept.Select(static one => (int)(one >> 32))],
            Second = [.. kept.Select(static one => (int)one)],
            Pairs = pairs,
        });

        void Add(int[] counts, int row, int[] target)
        {
            foreach (var one in target) counts[(row * width) + one]++;
            counts[(row * width) + classes]++;
        }
    }

    /// <summary>The ratios of every token of a text and of its pair with the token before it.</summary>
    /// <param name="tokens">Token numbers. [T]</param>
    /// <param name="multiLabel">Whether classes do not exclude each other.</param>
    /// <param name="leftOut">Classes of the text when it is one of those counted, which is then left out of the counts; null for another text.</param>
    /// <returns>Row-major <c>[T, F]</c>.</returns>
    public float[] Ratios(int[] tokens, bool multiLabel, int[]? leftOut)
    {
        var count = RatiosOf(Classes, multiLabel);
        var (half, first) = (count / 2, Classes - (count / 2));
        var ratios = new float[tokens.Length * count];
        for (var step = 0; step < tokens.Length; step++)
        {
            var place = ratios.AsSpan(step * count, count);
            for (var one = 0; one < half; one++) place[one] = TokenRatio(tokens[step], first + one, leftOut);
            if (step == 0 || !_pairs.TryGetValue(PairSelection.Key(tokens[step - 1], tokens[step]), out var pair)) continue;
            for (var one = 0; one < half; one++) place[half + one] = Ratio(File.Pairs, _pairSums, pair, first + one, leftOut);
        }
        return ratios;
    }

    /// <summary>r_c(w) of one token.</summary>
    public float TokenRatio(int token, int one, int[]? leftOut = null) => Ratio(File.Tokens, _tokenSums, token, one, leftOut);

    /// <summary>ln p(w | c) of naive Bayes with add-one smoothing.</summary>
    public double LogShare(int token, int one)
    {
        var width = Classes + 1;
        return Math.Log((File.Tokens[(token * width) + one] + 1.0) / (_tokenSums[one] + Vocabulary));
    }

    private long[] Sums(int[] counts)
    {
        var sums = new long[Classes + 1];
        for (var index = 0; index < counts.Length; index++) sums[index % sums.Length] += counts[index];
        return sums;
    }

    private float Ratio(int[] counts, long[] sums, int row, int one, int[]? leftOut)
    {
        var width = Classes + 1;
        var (own, all) = (counts[(row * width) + one], counts[(row * width) + Classes]);
        if (leftOut is not null)
        {
            all--;
            if (Array.IndexOf(leftOut, one) >= 0) own--;
        }
        var types = counts.Length / width;
        return (float)(Math.Log((own + 1.0) / (sums[one] + types)) - Math.Log((all - own + 1.0) / (sums[Classes] - sums[one] + types)));
    }
}
