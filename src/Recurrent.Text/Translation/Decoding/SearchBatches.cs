namespace Recurrent.Text.Translation.Decoding;

/// <summary>Which sentences are searched together.</summary>
internal static class SearchBatches
{
    /// <summary>
    /// Hypotheses times tokens of the longest source that are held at once. Sources of up to 64 tokens fill the usual 256 rows; at a hidden
    /// width of 256 the longest take some hundred megabytes.
    /// </summary>
    public const int MostTokens = 1 << 14;

    /// <summary>Sorts by length and cuts where the rows or the tokens of a batch would become too many; a sentence may be too much alone.</summary>
    /// <param name="lengths">Tokens of every source.</param>
    /// <param name="options">Width of the beam and most rows of a batch.</param>
    /// <param name="mostTokens">Most rows times longest source.</param>
    /// <returns>Sentence numbers of each batch; every sentence is in exactly one.</returns>
    public static IEnumerable<int[]> Of(IReadOnlyList<int> lengths, TranslateOptions options, long mostTokens = MostTokens)
    {
        var batch = new List<int>();
        foreach (var item in Enumerable.Range(0, lengths.Count).OrderBy(item => lengths[item]))
        {
            var rows = (batch.Count + 1L) * options.Beam;
            if (batch.Count > 0 && (rows > options.Rows || rows * lengths[item] > mostTokens))
            {
                yield return [.. batch];
                batch.Clear();
            }
            batch.Add(item);
        }
        if (batch.Count > 0) yield return [.. batch];
    }
}
