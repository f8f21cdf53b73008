using Recurrent.Layers.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Text.Answering;

/// <summary>Runs networks over many stories, batch by batch of similar length.</summary>
internal sealed class StoryScorer(SentenceTable table, int mostSentences)
{
    private const int MostStories = 64;
    private const int MostPlaces = 4096;

    /// <summary>What a target that was never learnt costs: a probability near 0.</summary>
    private const double LargestLoss = 20;

    /// <summary>Probabilities of the answers, the mean over the networks.</summary>
    /// <param name="tape">An inference tape.</param>
    /// <param name="networks">The networks.</param>
    /// <param name="stories">The stories.</param>
    /// <returns>One row of C a story.</returns>
    public double[][] Probabilities(Tape tape, IReadOnlyList<StoryReader> networks, IReadOnlyList<TokenStory> stories)
    {
        var results = new double[stories.Count][];
        foreach (var items in Batches(stories)) Score(tape, networks, stories, items, results);
        tape.Reset();
        return results;
    }

    /// <summary>The same on several threads, with the same result.</summary>
    public double[][] Probabilities(IReadOnlyList<StoryReader> networks, IReadOnlyList<TokenStory> stories, int threads)
    {
        var results = new double[stories.Count][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Parallel.ForEach(Batches(stories), options, static () => Tape.ForInference(threads: 1), (items, _, tape) =>
        {
            Score(tape, networks, stories, items, results);
            return tape;
        }, static tape => tape.Reset());
        return results;
    }

    /// <summary>What a network looked at.</summary>
    /// <returns>One weight a sentence for every hop; 0 for sentences that were cut off.</returns>
    public double[][] Attention(StoryReader network, TokenStory story)
    {
        var output = network.Run(Tape.ForInference(threads: 1), StoryBatch.Of(table, [story], mostSentences));
        var kept = Math.Min(story.Sentences.Length, mostSentences);
        return [.. output.Attention.Select(hop => (double[])[.. new double[story.Sentences.Length - kept], .. hop.Values[..kept].ToArray().Select(static one => (double)one)])];
    }

    /// <summary>Mean −ln p(target).</summary>
    public static double Loss(double[][] probabilities, int[] targets) => probabilities.Zip(targets, static (row, target) =>
        target < 0 ? LargestLoss : Math.Min(LargestLoss, -Math.Log(row[target]))).Average();

    /// <summary>Share of the questions answered right; NaN without any.</summary>
    public static double Accuracy(double[][] probabilities, int[] targets) =>
        (double)probabilities.Zip(targets, static (row, target) => Best(row) == target).Count(static isRight => isRight) / probabilities.Length;

    public static int Best(double[] row) => Array.IndexOf(row, row.Max());

    private void Score(Tape tape, IReadOnlyList<StoryReader> networks, IReadOnlyList<TokenStory> stories, int[] items, double[][] results)
    {
        tape.Reset();
        var batch = StoryBatch.Of(table, [.. items.Select(item => stories[item])], mostSentences);
        foreach (var network in networks)
        {
            var values = tape.Softmax(network.Run(tape, batch).Scores).Values;
            for (var row = 0; row < items.Length; row++)
            {
                var sums = results[items[row]] ??= new double[network.Answers];
                for (var answer = 0; answer < sums.Length; answer++) sums[answer] += (double)values[(row * sums.Length) + answer] / networks.Count;
            }
        }
    }

    private IEnumerable<int[]> Batches(IReadOnlyList<TokenStory> stories)
    {
        var batch = new List<int>();
        foreach (var item in Enumerable.Range(0, stories.Count).OrderBy(item => stories[item].Sentences.Length))
        {
            var places = Math.Min(stories[item].Sentences.Length, mostSentences);
            if (batch.Count > 0 && (batch.Count == MostStories || (batch.Count + 1) * places > MostPlaces))
            {
                yield return [.. batch];
                batch.Clear();
            }
            batch.Add(item);
        }
        if (batch.Count > 0) yield return [.. batch];
    }
}
