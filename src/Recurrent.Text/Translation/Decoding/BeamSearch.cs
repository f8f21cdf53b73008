using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Text.Corpora;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Translation.Decoding;

/// <summary>Beam search over several sentences at once.</summary>
/// <remarks>
/// At every step the best 2K extensions of a sentence's K hypotheses are looked at: those among the first K that end are finished, the first K
/// others go on. A sentence is done when K hypotheses are finished, none goes on, or the longest allowed length is reached, where every
/// hypothesis ends. With K = 1 this is greedy search; with K as large as the number of possible sentences it is exhaustive.
/// </remarks>
internal sealed class BeamSearch(TranslatorNetwork network, SearchTokens tokens, TranslateOptions options)
{
    private readonly bool _keepsAttention = SentenceSearch.KeepsAttention(options);

    /// <summary>Whether attention is kept although the options do not ask for it, as for the replacement of unknown words.</summary>
    public bool NeedsAttention { get; init; }

    /// <summary>Searches.</summary>
    /// <param name="tape">An inference tape; its step is ended.</param>
    /// <param name="sources">Token numbers, at least one each.</param>
    /// <param name="cancellation">Ends the search between two steps.</param>
    /// <returns>Finished hypotheses of each sentence, best first, at most K.</returns>
    public Hypothesis[][] Run(Tape tape, IReadOnlyList<ReadOnlyMemory<int>> sources, CancellationToken cancellation)
    {
        SentenceSearch[] all = [.. sources.Select(source => new SentenceSearch(options, tokens, source.Length))];
        tape.Reset();
        var encoded = network.Encode(tape, TokenBatch.Of(sources, tokens.Padding));
        encoded = Keep(encoded.Memory.Detach(), encoded.Start, [.. Enumerable.Range(0, all.Length)]);
        for (var live = all; live.Length > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            tape.Reset();
            (live, encoded) = Step(tape, live, encoded);
        }
        tape.Reset();
        return [.. all.Select(static one => one.Finished)];
    }

    private (SentenceSearch[] Live, EncodedSources Sources) Step(Tape tape, SentenceSearch[] live, EncodedSources sources)
    {
        var width = sources.Start.Lower.Batch / live.Length;
        var output = network.Decode(tape, Inputs(live, width), time: 1, sources);
        var logProbabilities = tape.LogSoftmax(network.Score(tape, output.Readouts)).Values;
        var weights = output.Weights!.Values;
        var steps = sources.Memory.Steps;
        for (var index = 0; index < live.Length; index++)
        {
            var (one, first) = (live[index], index * width);
            one.Advance(
                logProbabilities.Slice(first * network.TargetTokens, one.Width * network.TargetTokens),
                weights.Slice(first * steps, one.Width * steps),
                _keepsAttention || NeedsAttention);
        }
        int[] going = [.. Enumerable.Range(0, live.Length).Where(index => !live[index].IsDone)];
        SentenceSearch[] next = [.. going.Select(index => live[index])];
        var memory = going.Length == live.Length ? sources.Memory : sources.Memory.SelectRows(tape, going).Detach();
        return (next, Keep(memory, output.State, Rows(next, going, width)));
    }

    private static EncodedSources Keep(SourceMemory memory, DecoderState state, int[] rows) => new(memory, state.SelectRows(rows));

    /// <summary>The last token of every row; rows beyond a sentence's hypotheses read the first again and are not looked at.</summary>
    private static int[] Inputs(SentenceSearch[] live, int width)
    {
        var inputs = new int[live.Length * width];
        for (var index = 0; index < live.Length; index++)
            for (var place = 0; place < width; place++)
                inputs[(index * width) + place] = live[index].Last[place < live[index].Width ? place : 0];
        return inputs;
    }

    /// <summary>Where every row of the next step goes on from: as many rows a sentence as the widest needs.</summary>
    private static int[] Rows(SentenceSearch[] next, int[] places, int width)
    {
        if (next.Length == 0) return [];
        var wider = next.Max(static one => one.Width);
        var rows = new int[next.Length * wider];
        for (var index = 0; index < next.Length; index++)
            for (var place = 0; place < wider; place++)
                rows[(index * wider) + place] = (places[index] * width) + next[index].Parents[place < next[index].Width ? place : 0];
        return rows;
    }
}
