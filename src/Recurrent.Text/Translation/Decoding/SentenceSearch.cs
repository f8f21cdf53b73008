namespace Recurrent.Text.Translation.Decoding;

/// <summary>The hypotheses of one sentence.</summary>
internal sealed class SentenceSearch
{
    private readonly TranslateOptions _options;
    private readonly SearchTokens _tokens;
    private readonly HypothesisScore _score;
    private readonly int _sourceLength;
    private readonly int _limit;
    private readonly CandidateList _candidates;
    private readonly List<Hypothesis> _finished = [];
    private Trail[] _live = [new()];
    private int[] _parents = [0];
    private int[] _last;

    public SentenceSearch(TranslateOptions options, SearchTokens tokens, int sourceLength)
    {
        (_options, _tokens, _sourceLength) = (options, tokens, sourceLength);
        _score = new HypothesisScore(options, sourceLength);
        _limit = options.MaximumLength ?? ((2 * sourceLength) + 10);
        _last = [tokens.Begin];
        // Of twice as many candidates at most half end a hypothesis, so the others fill the beam.
        _candidates = new CandidateList((int)Math.Min(int.MaxValue, 2L * options.Beam));
    }

    /// <summary>Whether attention has to be kept for what is asked of the search.</summary>
    public static bool KeepsAttention(TranslateOptions options) => options.WithAttention || options.CoveragePenalty > 0;

    public bool IsDone => _live.Length == 0 || _finished.Count >= _options.Beam;

    /// <summary>How many hypotheses go on.</summary>
    public int Width => _live.Length;

    /// <summary>The last token of each hypothesis.</summary>
    public ReadOnlySpan<int> Last => _last;

    /// <summary>Which hypothesis of the step before each one goes on from.</summary>
    public ReadOnlySpan<int> Parents => _parents;

    /// <summary>Finished hypotheses, best first.</summary>
    public Hypothesis[] Finished => [.. _finished.OrderByDescending(static one => one.Score).Take(_options.Beam)];

    /// <summary>Makes one step.</summary>
    /// <param name="logProbabilities">ln p of every token for each hypothesis, row-major <c>[width, V]</c>.</param>
    /// <param name="weights">Attention of each, <c>[width, S]</c>, S at least this sentence's.</param>
    /// <param name="keepsAttention">Whether weights are kept.</param>
    public void Advance(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> weights, bool keepsAttention)
    {
        Collect(logProbabilities);
        var (next, parents, last) = (new List<Trail>(), new List<int>(), new List<int>());
        var looks = weights.Length / _live.Length;
        for (var rank = 0; rank < _candidates.Best.Count && next.Count < _options.Beam; rank++)
        {
            var one = _candidates.Best[rank];
            if (one.Token == _tokens.End)
            {
                if (rank < _options.Beam || IsAtLimit) Finish(_live[one.Place], one.LogProbability);
                continue;
            }
            float[] kept = keepsAttention ? weights.Slice(one.Place * looks, _sourceLength).ToArray() : [];
            next.Add(new Trail(_live[one.Place], one.Token, one.LogProbability, kept));
            parents.Add(one.Place);
            last.Add(one.Token);
        }
        (_live, _parents, _last) = ([.. next], [.. parents], [.. last]);
    }

    private bool IsAtLimit => _live[0].Length >= _limit;

    private void Collect(ReadOnlySpan<float> logProbabilities)
    {
        _candidates.Clear();
        var count = logProbabilities.Length / _live.Length;
        for (var place = 0; place < _live.Length; place++)
        {
            var row = logProbabilities.Slice(place * count, count);
            var before = _live[place].LogProbability;
            if (IsAtLimit)
            {
                _candidates.Offer(new Candidate(place, _tokens.End, before + row[_tokens.End]));
                continue;
            }
            var bar = _candidates.Bar - before;
            for (var token = 0; token < row.Length; token++)
            {
                if (row[token] <= bar || _tokens.IsNeverWritten(token)) continue;
                _candidates.Offer(new Candidate(place, token, before + row[token]));
                bar = _candidates.Bar - before;
            }
        }
    }

    private void Finish(Trail trail, double logProbability) =>
        _finished.Add(new Hypothesis(trail.Tokens(), logProbability, _score.Of(trail, logProbability), trail.Attention()));
}
