using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Text.Corpora;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>Runs the network over many sentences: every distinct token is encoded once, and sentences of similar length go side by side.</summary>
internal sealed class SentenceTagger(TaggerNetwork network, WordReader reader, int threads)
{
    private const int MostSentences = 64;
    private const int MostTokens = 4096;
    private const int WordsAtOnce = 1024;

    /// <summary>Tags sentences.</summary>
    /// <param name="sentences">Their tokens.</param>
    /// <param name="wantsMarginals">Whether to compute the probability of every tag too.</param>
    /// <returns>One answer a sentence, in their order.</returns>
    public DecodedSentence[] Tag(IReadOnlyList<IReadOnlyList<string>> sentences, bool wantsMarginals)
    {
        var results = new DecodedSentence[sentences.Count];
        var table = new WordTable();
        int[][] places = [.. sentences.Select(table.Add)];
        if (table.Tokens.Count == 0)
        {
            Array.Fill(results, new DecodedSentence([], 0, wantsMarginals ? [] : null));
            return results;
        }

        // Batches differ in work and share nothing: a thread a batch uses two cores better than two threads in every product.
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        var vectors = Encode(table.Tokens, options);
        Parallel.ForEach(Batches(places), options, static () => Tape.ForInference(threads: 1), (batch, _, tape) =>
        {
            Tag(tape, vectors, batch, places, results, wantsMarginals);
            return tape;
        }, static tape => tape.Reset());
        return results;
    }

    private Tensor Encode(IReadOnlyList<string> tokens, ParallelOptions options)
    {
        int[][] parts = [.. Enumerable.Range(0, tokens.Count).OrderBy(place => tokens[place].Length).Chunk(WordsAtOnce)];
        var encoded = new Tensor[parts.Length];
        Parallel.For(0, parts.Length, options, part =>
        {
            WordNumbers[] words = [.. parts[part].Select(place => reader.Read(tokens[place]))];
            encoded[part] = network.Read(Tape.ForInference(threads: 1), words).Detach();
        });
        var width = encoded[0].Shape[1];
        var values = new float[tokens.Count * width];
        for (var part = 0; part < parts.Length; part++)
            for (var row = 0; row < parts[part].Length; row++)
                encoded[part].Values.Slice(row * width, width).CopyTo(values.AsSpan(parts[part][row] * width));
        return Tensor.FromValues(values, new Shape(tokens.Count, width));
    }

    private static List<ImmutableArray<int>> Batches(int[][] places)
    {
        // The longest first, so that no thread is left alone with one at the end.
        var batches = new List<ImmutableArray<int>>();
        int[] lengths = [.. places.Select(static one => one.Length)];
        foreach (var sorted in LengthBuckets.Sorted(lengths, MostSentences).Reverse())
        {
            var room = Math.Max(1, MostTokens / Math.Max(1, lengths[sorted[^1]]));
            batches.AddRange(sorted.Chunk(room).Select(static chunk => chunk.ToImmutableArray()));
        }

        return batches;
    }

    private void Tag(Tape tape, Tensor vectors, ImmutableArray<int> items, int[][] places, DecodedSentence[] results, bool wantsMarginals)
    {
        tape.Reset();
        var batch = TokenBatch.Of([.. items.Select(item => (ReadOnlyMemory<int>)places[item])], padding: 0);
        var emissions = network.Emissions(tape, vectors, batch);
        var paths = network.Field.Decode(emissions);
        var marginals = wantsMarginals ? network.Field.Marginals(emissions) : null;
        for (var row = 0; row < items.Length; row++)
            results[items[row]] = new DecodedSentence(paths[row].Tags, paths[row].LogProbability, marginals?[row]);
    }
}
