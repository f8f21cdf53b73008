using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.Classification;

/// <summary>Scores of many texts, batch by batch of similar length.</summary>
internal static class TextScorer
{
    /// <summary>Tokens of a batch with its padding: enough for the kernels, and little memory.</summary>
    private const int MostTokens = 8192;
    private const int MostTexts = 256;

    /// <summary>The scores of every text by every member.</summary>
    /// <param name="network">The networks.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="ratios">F, ratios of a token.</param>
    /// <param name="tape">An inference tape.</param>
    /// <returns>Row-major <c>[K, C]</c> for every text.</returns>
    public static float[][] Scores(TextNetwork network, IReadOnlyList<EncodedText> texts, int ratios, Tape tape)
    {
        var results = new float[texts.Count][];
        var width = network.Members.Length * network.Classes;
        foreach (var items in Batches(texts))
        {
            tape.Reset();
            var scores = network.Scores(tape, TextBatch.Of(tape, [.. items.Select(item => texts[item])], ratios));
            for (var row = 0; row < items.Length; row++) results[items[row]] = scores[(row * width)..((row + 1) * width)];
        }
        tape.Reset();
        return results;
    }

    /// <summary>Groups texts of similar length, the shortest first.</summary>
    public static IEnumerable<int[]> Batches(IReadOnlyList<EncodedText> texts)
    {
        var batch = new List<int>();
        foreach (var item in Enumerable.Range(0, texts.Count).OrderBy(item => texts[item].Tokens.Length))
        {
            if (batch.Count > 0 && (batch.Count == MostTexts || (batch.Count + 1) * texts[item].Tokens.Length > MostTokens))
            {
                yield return [.. batch];
                batch.Clear();
            }
            batch.Add(item);
        }
        if (batch.Count > 0) yield return [.. batch];
    }
}
