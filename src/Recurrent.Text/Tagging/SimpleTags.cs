using Recurrent.Text.Normalization;

namespace Recurrent.Text.Tagging;

/// <summary>What the simple methods beside a tagger know of its training sentences; stored beside the model.</summary>
internal sealed record SimpleTags
{
    /// <summary>The tag most tokens have, in IOB2.</summary>
    public required string Majority { get; init; }

    /// <summary>Tokens whose most frequent tag, in IOB2, is another than the majority's, and that tag.</summary>
    public required SortedDictionary<string, string> Frequent { get; init; }

    public static SimpleTags Of(IReadOnlyList<TaggedSentence> sentences)
    {
        var counts = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            var tags = TagSequence.Convert(sentence.Tags!, TagScheme.Iob2);
            for (var index = 0; index < tags.Length; index++)
            {
                var token = Stored(sentence.Tokens[index]);
                if (!counts.TryGetValue(token, out var own)) counts.Add(token, own = new(StringComparer.Ordinal));
                own[tags[index]] = own.GetValueOrDefault(tags[index]) + 1;
                totals[tags[index]] = totals.GetValueOrDefault(tags[index]) + 1;
            }
        }

        var majority = Most(totals);
        var frequent = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (token, own) in counts)
            if (Most(own) is var tag && tag != majority) frequent.Add(token, tag);
        return new SimpleTags { Majority = majority, Frequent = frequent };
    }

    /// <summary>The majority tag for every token.</summary>
    public string[] SayMajority(IReadOnlyList<string> tokens) => [.. tokens.Select(_ => Majority)];

    /// <summary>For every token the tag it most often had, the majority tag for those never seen.</summary>
    public string[] SayFrequent(IReadOnlyList<string> tokens) => [.. tokens.Select(token => Frequent.GetValueOrDefault(Stored(token), Majority))];

    /// <summary>The token as a file can hold it: half of a surrogate pair is no text.</summary>
    private static string Stored(string token) => TextNormalization.None.Apply(token);

    private static string Most(Dictionary<string, long> counts) =>
        counts.OrderByDescending(static one => one.Value).ThenBy(static one => one.Key, StringComparer.Ordinal).First().Key;
}
