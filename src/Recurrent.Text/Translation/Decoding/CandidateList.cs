namespace Recurrent.Text.Translation.Decoding;

/// <summary>The best of many candidates, best first; of equally good ones those that came first.</summary>
internal sealed class CandidateList(int most)
{
    private readonly List<Candidate> _best = [];

    public IReadOnlyList<Candidate> Best => _best;

    /// <summary>Below this a candidate is not taken.</summary>
    public double Bar => _best.Count < most ? double.NegativeInfinity : _best[^1].LogProbability;

    public void Clear() => _best.Clear();

    public void Offer(Candidate candidate)
    {
        if (candidate.LogProbability <= Bar) return;
        var (low, high) = (0, _best.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_best[middle].LogProbability >= candidate.LogProbability) low = middle + 1;
            else high = middle;
        }
        if (_best.Count == most) _best.RemoveAt(most - 1);
        _best.Insert(low, candidate);
    }
}
