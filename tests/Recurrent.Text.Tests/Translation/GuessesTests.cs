using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Text.Translation;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Decoding;
using Recurrent.Text.Translation.Fitting;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Tests.Translation;

public sealed class GuessesTests
{
    private static readonly SentencePair[] Pairs = [new("a b c d e f", "p q r s t u"), new("b d f a", "q r"), new("c a b", "s t p u q"), new("e", "u")];

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1)]
    public void Guess_of_a_step_is_read_at_the_next_where_it_is_drawn_and_nothing_else_changes(double share)
    {
        var (network, batch) = Given();
        var random = new RandomSource(9).Stream("guesses");
        var before = batch.Inputs.ToArray();
        var mixed = new Guesses(network, threads: 1).Mix(batch, share, random);
        var (best, draws, rows) = (Best(network, batch), new float[before.Length], batch.Sources.Batch);
        random.FillUniform(draws);
        var replaced = 0;
        for (var place = 0; place < before.Length; place++)
        {
            // The first step reads the begin, and what pads a target is read by nobody.
            var isDrawn = place >= rows && batch.Rows.Contains(place) && draws[place] < share;
            Assert.Equal(isDrawn ? best[place - rows] : before[place], mixed.Inputs[place]);
            if (isDrawn) replaced++;
        }
        Assert.Equal(before, batch.Inputs);
        Assert.Equal(batch.Targets, mixed.Targets);
        Assert.Equal(batch.Rows, mixed.Rows);
        Assert.Equal(batch.Time, mixed.Time);
        var readable = batch.Rows.Count(place => place >= rows);
        Assert.InRange(replaced, share == 0 ? 0 : 1, share == 1 ? readable : share == 0 ? 0 : readable - 1);
        if (share == 1) Assert.Equal(readable, replaced);
        if (share > 0) Assert.NotEqual(before, mixed.Inputs);
    }

    /// <summary>The most probable token behind every place, scored one by one.</summary>
    private static int[] Best(TranslatorNetwork network, TeachingBatch batch)
    {
        var best = new int[batch.Inputs.Length];
        var tape = Tape.ForInference(1);
        var output = network.Decode(tape, batch.Inputs, batch.Time, network.Encode(tape, batch.Sources));
        for (var place = 0; place < best.Length; place++)
        {
            var readout = output.Readouts.Values.Slice(place * output.Readouts.Shape[2], output.Readouts.Shape[2]);
            var scores = network.Score(tape, Tensor.FromValues(readout, new Shape(1, readout.Length))).Values.ToArray();
            best[place] = Array.IndexOf(scores, scores.Max());
        }
        return best;
    }

    private static (TranslatorNetwork Network, TeachingBatch Batch) Given()
    {
        var options = new TranslatorOptions { Tokens = TranslationTokens.Word, MinimumCount = 1 };
        var coder = SentenceCoder.Learn(Pairs.SelectMany(static pair => new[] { pair.Source, pair.Target }), options, TestContext.Current.CancellationToken);
        var count = coder.Tokenizer.Vocabulary.Count;
        var network = new TranslatorNetwork(
            new TranslatorArchitecture
            {
                Cell = "gru",
                Hidden = 8,
                EncoderLayers = 1,
                DecoderLayers = 2,
                Embedding = 6,
                SourceTokens = count,
                TargetTokens = count,
                Attention = AttentionKind.General,
                Coverage = false,
                InputFeeding = false,
                IsJoint = true,
                TiedOutput = false,
                Dropout = 0,
                VariationalDropout = false,
            },
            new RandomSource(7));
        BeamSearchTests.Enlarge(network);
        var corpus = TranslationCorpus.Of(Pairs, coder, coder, longest: 100);
        return (network, TeachingBatch.Of(corpus, [0, 1, 2, 3], SearchTokens.Of(coder.Tokenizer.Vocabulary)));
    }
}
