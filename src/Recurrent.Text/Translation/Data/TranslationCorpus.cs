namespace Recurrent.Text.Translation.Data;

/// <summary>Pairs as token numbers.</summary>
internal sealed class TranslationCorpus
{
    private TranslationCorpus(ReadOnlyMemory<int>[] sources, ReadOnlyMemory<int>[] targets, int empty, int tooLong) =>
        (Sources, Targets, Empty, TooLong) = (sources, targets, empty, tooLong);

    /// <summary>Sources without begin and end. [N]</summary>
    public ReadOnlyMemory<int>[] Sources { get; }

    /// <summary>Targets without begin and end. [N]</summary>
    public ReadOnlyMemory<int>[] Targets { get; }

    /// <summary>N.</summary>
    public int Count => Sources.Length;

    /// <summary>Pairs left out because a side is empty.</summary>
    public int Empty { get; }

    /// <summary>Pairs left out because a side is too long.</summary>
    public int TooLong { get; }

    public static TranslationCorpus Of(IEnumerable<SentencePair> pairs, SentenceCoder source, SentenceCoder target, int longest)
    {
        var (sources, targets) = (new List<ReadOnlyMemory<int>>(), new List<ReadOnlyMemory<int>>());
        var (empty, tooLong) = (0, 0);
        foreach (var pair in pairs)
        {
            var (read, written) = (source.Encode(pair.Source), target.Encode(pair.Target));
            if (read.Length == 0 || written.Length == 0) empty++;
            else if (read.Length > longest || written.Length > longest) tooLong++;
            else
            {
                sources.Add(read);
                targets.Add(written);
            }
        }
        return new TranslationCorpus([.. sources], [.. targets], empty, tooLong);
    }
}
