using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Text.Corpora;
using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Decoding;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Tests.Translation;

public sealed class BeamSearchTests
{
    private const int Vocabulary = 6;
    private static readonly int[] Written = [1, 4, 5];
    private static readonly SearchTokens Tokens = new(Padding: 0, Begin: 2, End: 3);

    public static TheoryData<string, AttentionKind, bool, bool, int> Networks => new()
    {
        { "gru", AttentionKind.General, false, false, 2 },
        { "lstm", AttentionKind.Additive, false, false, 1 },
        { "gru", AttentionKind.General, true, true, 2 },
        { "lstm", AttentionKind.Additive, true, true, 3 },
        { "transformer", AttentionKind.General, false, false, 2 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Beam_as_wide_as_the_space_equals_exhaustive_search(string cell, AttentionKind attention, bool coverage, bool feeding, int layers)
    {
        const int Longest = 3;
        var network = Network(cell, attention, coverage, feeding, layers);
        int[] source = [4, 5, 1];
        var everything = Sentences(Longest).Select(one => (Tokens: one, LogProbability: LogProbability(network, source, one), Looks: Looks(network, source, one))).ToArray();
        foreach (var (normalization, penalty) in Enum.GetValues<LengthNormalization>().SelectMany(static one => new[] { (one, 0.0), (one, 0.8) }))
        {
            var options = new TranslateOptions { Beam = 1000, Normalization = normalization, CoveragePenalty = penalty, MaximumLength = Longest, Threads = 1 };
            var found = new BeamSearch(network, Tokens, options).Run(Tape.ForInference(1), [source], CancellationToken.None)[0];
            var all = everything.Select(one => one with { Looks = penalty * one.Looks }).ToArray();
            Assert.Equal(all.Length, found.Length);
            foreach (var one in found)
            {
                var expected = all.Single(other => other.Tokens.SequenceEqual(one.Tokens));
                Assert.Equal(expected.LogProbability, one.LogProbability, 1e-5);
                Assert.Equal(Score(expected.LogProbability, one.Tokens.Length + 1, normalization) + expected.Looks, one.Score, 1e-4);
            }
            Assert.Equal(found.Select(static one => one.Score).OrderDescending(), found.Select(static one => one.Score));
            var best = all.MaxBy(one => Score(one.LogProbability, one.Tokens.Length + 1, normalization) + one.Looks);
            Assert.Equal(best.Tokens, found[0].Tokens);
        }
    }

    [Fact]
    public void Greedy_search_takes_the_most_probable_token_at_every_step()
    {
        var network = Network("gru", AttentionKind.General, false, false, 2);
        int[] source = [5, 4, 4, 1];
        var found = new BeamSearch(network, Tokens, new TranslateOptions { MaximumLength = 7, Threads = 1 }).Run(Tape.ForInference(1), [source], CancellationToken.None)[0];
        Assert.Single(found);
        var prefix = new List<int>();
        foreach (var token in found[0].Tokens)
        {
            var best = Written.Append(Tokens.End).MaxBy(next => Step(network, source, [.. prefix], next));
            Assert.Equal(best, token);
            prefix.Add(token);
        }
    }

    [Theory]
    [InlineData("gru", 1)]
    [InlineData("gru", 4)]
    [InlineData("transformer", 1)]
    [InlineData("transformer", 4)]
    public void Search_gives_the_same_for_every_batch(string cell, int beam)
    {
        var network = Network(cell, AttentionKind.General, cell == "gru", cell == "gru", 2);
        ReadOnlyMemory<int>[] sources = [.. Enumerable.Range(0, 12).Select(index => (ReadOnlyMemory<int>)Enumerable.Range(0, 1 + (index * 5 % 7)).Select(place => 1 + ((index + (place * place)) % 3 == 0 ? 0 : 3 + ((index + place) % 2))).ToArray())];
        var search = new BeamSearch(network, Tokens, new TranslateOptions { Beam = beam, CoveragePenalty = 0.2, Threads = 1 });
        var together = search.Run(Tape.ForInference(1), sources, CancellationToken.None);
        var reversed = search.Run(Tape.ForInference(2), [.. sources.Reverse()], CancellationToken.None).Reverse().ToArray();
        for (var index = 0; index < sources.Length; index++)
        {
            var alone = search.Run(Tape.ForInference(1), [sources[index]], CancellationToken.None)[0];
            foreach (var other in new[] { together[index], reversed[index] })
            {
                Assert.Equal(alone.Length, other.Length);
                for (var rank = 0; rank < alone.Length; rank++)
                {
                    Assert.Equal(alone[rank].Tokens, other[rank].Tokens);
                    Assert.Equal(alone[rank].LogProbability, other[rank].LogProbability, 1e-5);
                    Assert.Equal(alone[rank].Score, other[rank].Score, 1e-5);
                }
            }
        }
    }

    internal static TranslatorNetwork Network(string cell, AttentionKind attention, bool coverage, bool feeding, int layers)
    {
        var architecture = new TranslatorArchitecture
        {
            Cell = cell,
            Hidden = 8,
            EncoderLayers = 1,
            DecoderLayers = layers,
            Embedding = 6,
            SourceTokens = Vocabulary,
            TargetTokens = Vocabulary,
            Attention = attention,
            Coverage = coverage,
            InputFeeding = feeding,
            IsJoint = true,
            TiedOutput = false,
            Dropout = 0.3,
            VariationalDropout = false,
        };
        var network = new TranslatorNetwork(architecture, new RandomSource(7));
        Enlarge(network);
        return network;
    }

    /// <summary>Larger weights than at the start of training, so that the choices are not all alike.</summary>
    internal static void Enlarge(TranslatorNetwork network)
    {
        foreach (var (name, parameter) in network.Parameters())
        {
            var values = new float[parameter.Shape.Length];
            new RandomSource(3).Stream(name).FillNormal(values);
            var scale = name.Contains("output", StringComparison.Ordinal) ? 1.2f : 0.5f;
            values.Select(value => value * scale).ToArray().CopyTo(parameter.BeginUpdate());
        }
    }

    private static IEnumerable<int[]> Sentences(int longest)
    {
        List<int[]> level = [[]];
        for (var length = 0; length <= longest; length++)
        {
            foreach (var one in level) yield return one;
            level = [.. level.SelectMany(one => Written.Select(token => one.Append(token).ToArray()))];
        }
    }

    private static double LogProbability(TranslatorNetwork network, int[] source, int[] tokens)
    {
        var sum = 0.0;
        for (var step = 0; step <= tokens.Length; step++) sum += Step(network, source, tokens[..step], step == tokens.Length ? Tokens.End : tokens[step]);
        return sum;
    }

    /// <summary>ln p of a token behind others, by a run of the decoder over all of them.</summary>
    private static double Step(TranslatorNetwork network, int[] source, int[] before, int token)
    {
        var tape = Tape.ForInference(1);
        int[] inputs = [Tokens.Begin, .. before];
        var output = network.Decode(tape, inputs, inputs.Length, network.Encode(tape, TokenBatch.Of([source], 0)));
        return tape.LogSoftmax(network.Score(tape, output.Readouts)).Values[(before.Length * Vocabulary) + token];
    }

    /// <summary>Σ_s ln min(Σ_t α_ts, 1) over the tokens, no logarithm below that of 1e-9.</summary>
    private static double Looks(TranslatorNetwork network, int[] source, int[] tokens)
    {
        var tape = Tape.ForInference(1);
        int[] inputs = [Tokens.Begin, .. tokens];
        var weights = network.Decode(tape, inputs, inputs.Length, network.Encode(tape, TokenBatch.Of([source], 0))).Weights!.Values.ToArray();
        return Enumerable.Range(0, source.Length).Sum(place => Math.Log(Math.Max(1e-9, Math.Min(1, Enumerable.Range(0, tokens.Length).Sum(step => (double)weights[(step * source.Length) + place])))));
    }

    private static double Score(double logProbability, int tokens, LengthNormalization normalization) => normalization switch
    {
        LengthNormalization.Wu => logProbability / Math.Pow((5.0 + tokens) / 6, 1.5),
        LengthNormalization.Average => logProbability / tokens,
        _ => logProbability,
    };
}
