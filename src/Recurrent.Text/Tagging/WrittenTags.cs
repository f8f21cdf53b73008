namespace Recurrent.Text.Tagging;

/// <summary>How sure a network that tags in one scheme is of a tag written in another.</summary>
internal sealed class WrittenTags
{
    private readonly Dictionary<string, int[]> _meanings = new(StringComparer.Ordinal) { [TagSequence.Outside] = [0] };

    /// <param name="tags">Tags of the network, <see cref="TagSequence.Outside"/> first.</param>
    /// <param name="inner">Their scheme.</param>
    /// <param name="written">The scheme of the answers.</param>
    public WrittenTags(TagSet tags, TagScheme inner, TagScheme written)
    {
        foreach (var type in tags.Tags.Skip(1).Select(static tag => tag[2..]).Distinct())
        {
            foreach (var mark in written == TagScheme.Iobes ? "BIES" : "BI")
                _meanings.Add($"{mark}-{type}", [.. Enumerable.Range(1, tags.Tags.Length - 1).Where(number => tags.Tags[number].AsSpan(2).SequenceEqual(type) && Claim.Of(written, mark).Fits(Claim.Of(inner, tags.Tags[number][0])))]);
        }
    }

    /// <summary>The sum over all tags of the network that may be written so.</summary>
    /// <param name="tag">A tag in the scheme of the answers.</param>
    /// <param name="marginals">Of every tag of the network at one token. [K]</param>
    public double Probability(string tag, ReadOnlySpan<double> marginals)
    {
        var sum = 0.0;
        foreach (var number in _meanings[tag]) sum += marginals[number];
        return Math.Min(1, sum);
    }

    /// <summary>What a mark says of a token; null for what it leaves open.</summary>
    private readonly record struct Claim(bool? Begins, bool? Ends)
    {
        public static Claim Of(TagScheme scheme, char mark) => (scheme, mark) switch
        {
            (TagScheme.Iobes, _) => new Claim(mark is 'B' or 'S', mark is 'E' or 'S'),
            (TagScheme.Iob2, _) => new Claim(mark == 'B', null),
            (_, 'B') => new Claim(true, null),
            _ => new Claim(null, null),
        };

        public bool Fits(Claim other) => Agree(Begins, other.Begins) && Agree(Ends, other.Ends);

        private static bool Agree(bool? one, bool? other) => one is null || other is null || one == other;
    }
}
