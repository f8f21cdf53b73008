using System.Collections.Immutable;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Memory;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Memory;

public sealed class StoryReaderTests
{
    private static readonly ImmutableArray<int> AnswerTokens = [2, 5, 7];

    public static TheoryData<string> Kinds => ["adjacent", "layer-wise", "gated", "layer-wise-gated", "reduction", "reduction-vector", "entities", "sequence-rnn", "sequence-transformer"];

    public static MatrixTheoryData<string, LayerClause> Contract => new([.. Kinds.Select(row => row.Data)], Enum.GetValues<LayerClause>());

    [Theory]
    [MemberData(nameof(Contract))]
    public void Reader_keeps_the_layer_contract(string kind, LayerClause clause) => new LayerContract<StoryReader>
    {
        Create = scope => Create(kind, scope),
        Run = (reader, tape) => reader.Run(tape, Stories.Batch()).Scores,
        OutputShape = new Shape(3, Stories.Answers),
    }.Check(clause);

    [Theory]
    [InlineData("adjacent", false)]
    [InlineData("adjacent", true)]
    [InlineData("layer-wise", false)]
    [InlineData("layer-wise", true)]
    [InlineData("gated", false)]
    [InlineData("layer-wise-gated", false)]
    [InlineData("layer-wise-gated", true)]
    [InlineData("reduction", false)]
    [InlineData("reduction-vector", false)]
    [InlineData("entities", false)]
    [InlineData("sequence-rnn", false)]
    public void Reader_has_the_scores_and_gradients_of_the_paper(string kind, bool isLinear)
    {
        StoryReader reader = Create(kind, new RandomSource(1));
        StoryBatch batch = Stories.Batch();
        ParameterGradients.Check(reader, tape => reader.Run(tape, batch, isLinear).Scores, weights => [.. Stories.Words.SelectMany(story => Reference(kind, weights, story, isLinear))]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reader_gives_a_story_the_same_alone_and_among_others(string kind)
    {
        StoryReader reader = Create(kind, new RandomSource(1));
        Tape tape = Tape.ForInference(threads: 1);
        float[] together = reader.Run(tape, Stories.Batch()).Scores.Values.ToArray();
        for (int story = 0; story < Stories.Words.Length; story++)
        {
            float[] alone = reader.Run(tape, Stories.Batch([Stories.Words[story]])).Scores.Values.ToArray();
            Close.Absolute($"story {story}", together.AsSpan(story * Stories.Answers, Stories.Answers), alone, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reader_tells_what_it_looked_at_and_never_at_the_padding(string kind)
    {
        StoryBatch batch = Stories.Batch();
        StoryOutput output = Create(kind, new RandomSource(1)).Run(Tape.ForInference(threads: 1), batch);
        Assert.Equal(kind == "entities" ? 1 : kind.StartsWith("sequence", StringComparison.Ordinal) ? 0 : StoryReference.Hops, output.Attention.Length);
        foreach (Tensor one in output.Attention)
        {
            Assert.Equal(new Shape(3, 3), one.Shape);
            Assert.Equal([0f], one.Values.Slice(5, 1).ToArray());
            Assert.Equal([0f, 0f, 0f], one.Values.Slice(6, 3).ToArray());
            Assert.True(one.Values[0] > 0);
            if (!kind.StartsWith('r') && kind != "entities") Assert.Equal(1, one.Values[3] + one.Values[4], 1e-5);
        }
    }

    [Fact]
    public void Noise_shifts_ages_in_training_only()
    {
        StoryReader reader = new EndToEndMemory(new EndToEndMemoryOptions { Tokens = 8, AnswerTokens = AnswerTokens, TimeNoise = 0.9 }, new RandomSource(1));
        StoryBatch batch = Stories.Batch();
        float[] plain = reader.Run(Tape.ForGradients(threads: 1), batch).Scores.Values.ToArray();
        Assert.Equal(plain, reader.Run(Tape.ForInference(threads: 1), batch).Scores.Values.ToArray());
        Assert.NotEqual(plain, reader.Run(Tape.ForTraining(new RandomSource(1).Stream("noise"), threads: 1), batch).Scores.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Dropout_changes_scores_in_training_only(string kind) => CheckDropout(rate => Create(kind, new RandomSource(1), rate));

    [Theory]
    [InlineData("rnn")]
    [InlineData("lstm")]
    [InlineData("transformer")]
    public void A_single_layer_drops_values_of_sentences_out_in_training_only(string cell) =>
        CheckDropout(rate => new SequenceReader(Sequence(cell, rate) with { Hops = 1 }, new RandomSource(1)));

    [Theory]
    [InlineData("rnn")]
    [InlineData("lstm")]
    [InlineData("transformer")]
    public void Layers_drop_values_between_each_other_out_in_training_only(string cell) => CheckDropout(rate =>
    {
        // Sentences of zeros, of which nothing can be dropped out; biases and gains still make the layers give something.
        var reader = new SequenceReader(Sequence(cell, rate) with { Hops = 2 }, new RandomSource(1));
        foreach ((string name, Parameter parameter) in reader.Parameters())
        {
            if (name == "words.weight") parameter.BeginUpdate().Clear();
            else if (parameter.Shape.Rank == 1) new RandomSource(2).Stream(name).FillNormal(parameter.BeginUpdate());
        }

        return reader;
    });

    [Theory]
    [InlineData(8)]
    [InlineData(-1)]
    public void An_answer_outside_the_vocabulary_is_refused(int token)
    {
        var options = new EndToEndMemoryOptions { Tokens = Stories.Tokens, AnswerTokens = [2, token] };
        Assert.Contains("expected 0 to 7", Assert.Throws<ArgumentException>(() => new EndToEndMemory(options, new RandomSource(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_values_of_an_entity_network_pass_unchanged_at_first()
    {
        StoryReader reader = Create("entities", new RandomSource(1));
        Assert.All(reader.Parameters().Single(static one => one.Name == "slope").Parameter.Values.ToArray(), static slope => Assert.Equal(1, slope));
    }

    [Theory]
    [InlineData("reduction")]
    [InlineData("reduction-vector")]
    public void Gates_of_query_reduction_start_almost_closed(string kind) => Assert.All(
        Create(kind, new RandomSource(1)).Parameters().Where(static one => one.Name.EndsWith("update.bias", StringComparison.Ordinal)),
        static one => Assert.All(one.Parameter.Values.ToArray(), static bias => Assert.Equal(-2.5f, bias)));

    [Fact]
    public void What_a_query_reduction_looked_at_is_its_share_in_the_last_state()
    {
        // z at every place from the last state alone: shares of all sentences and of the empty start sum to 1, so they stay below.
        StoryReader reader = Create("reduction-vector", new RandomSource(1));
        StoryOutput output = reader.Run(Tape.ForInference(threads: 1), Stories.Batch());
        foreach (Parameter bias in reader.Parameters().Where(static one => one.Name.EndsWith("update.bias", StringComparison.Ordinal)).Select(static one => one.Parameter))
            bias.BeginUpdate().Fill(20);
        StoryOutput open = reader.Run(Tape.ForInference(threads: 1), Stories.Batch());
        Assert.All(output.Attention, static one => Assert.InRange(one.Values[..3].ToArray().Sum(), 0.01, 0.9));

        // Gates that are wide open keep the last sentence only.
        Assert.All(open.Attention, static one => Assert.Equal([0, 0, 1], one.Values[..3].ToArray().Select(static share => Math.Round(share, 4))));
    }

    [Fact]
    public void What_an_entity_network_looked_at_is_how_far_the_answering_blocks_were_opened()
    {
        StoryReader reader = Create("entities", new RandomSource(1));
        foreach ((_, Parameter parameter) in reader.Parameters())
        {
            foreach (ref float value in parameter.BeginUpdate()) value *= 5;        // far from even
        }

        Tensor looked = Assert.Single(reader.Run(Tape.ForInference(threads: 1), Stories.Batch()).Attention);
        var expected = new List<double>();
        StoryReference.Entities(reader.Parameters().ToDictionary(static one => one.Name, static one => one.Parameter.Values.ToArray().Select(static value => (double)value).ToArray()), Stories.Words[0], expected);
        Close.Absolute("shares", [.. expected.Select(static share => (float)share)], looked.Values[..3]);
    }

    [Fact]
    public void A_batch_may_be_read_with_and_without_the_order_of_words()
    {
        var options = new EndToEndMemoryOptions { Tokens = Stories.Tokens, AnswerTokens = AnswerTokens, Size = StoryReference.Size };
        StoryReader with = new EndToEndMemory(options, new RandomSource(1)), without = new EndToEndMemory(options with { HasPositions = false }, new RandomSource(1));
        Tape tape = Tape.ForInference(threads: 1);
        StoryBatch batch = Stories.Batch();
        with.Run(tape, batch);
        Assert.Equal(without.Run(tape, Stories.Batch()).Scores.Values.ToArray(), without.Run(tape, batch).Scores.Values.ToArray());
        Assert.NotEqual(without.Run(tape, batch).Scores.Values.ToArray(), with.Run(tape, batch).Scores.Values.ToArray());
    }

    [Fact]
    public void Long_stories_lose_their_oldest_sentences()
    {
        StoryReader reader = Create("adjacent", new RandomSource(1));
        Tape tape = Tape.ForInference(threads: 1);
        float[] cut = reader.Run(tape, Stories.Batch(mostSentences: 2)).Scores.Values.ToArray();
        int[][][] newest = [.. Stories.Words.Select(story => story[Math.Max(0, story.Length - 3)..])];
        Assert.Equal(reader.Run(tape, Stories.Batch(newest)).Scores.Values.ToArray(), cut);
    }

    [Fact]
    public void A_sentence_is_kept_once()
    {
        var table = new SentenceTable();
        Assert.Equal((0, 1), (table.Add([3, 1]), table.Add([1, 3])));
        Assert.Equal((0, 2), (table.Add([3, 1]), table.Add([])));
        Assert.Equal(3, table.Count);
        Assert.Contains("-4", Assert.Throws<ArgumentException>(() => table.Add([-4])).Message, StringComparison.Ordinal);
        Assert.Contains("7", Assert.Throws<ArgumentException>(() => StoryBatch.Of(table, [new TokenStory(Enumerable.Repeat(7, 1).ToArray(), 0)])).Message, StringComparison.Ordinal);
    }

    private static void CheckDropout(Func<double, StoryReader> create)
    {
        StoryReader reader = create(0.5), plain = create(0);
        StoryBatch batch = Stories.Batch();
        float[] expected = plain.Run(Tape.ForInference(threads: 1), batch).Scores.Values.ToArray();
        Assert.Equal(expected, reader.Run(Tape.ForInference(threads: 1), batch).Scores.Values.ToArray());
        Assert.Equal(expected, plain.Run(Tape.ForTraining(new RandomSource(1).Stream("dropout"), threads: 1), batch).Scores.Values.ToArray());
        Assert.NotEqual(expected, reader.Run(Tape.ForTraining(new RandomSource(1).Stream("dropout"), threads: 1), batch).Scores.Values.ToArray());
    }

    private static double[] Reference(string kind, IReadOnlyDictionary<string, double[]> weights, int[][] story, bool isLinear) => kind switch
    {
        "entities" => StoryReference.Entities(weights, story),
        "sequence-rnn" => StoryReference.SequenceOfRnn(weights, story),
        "reduction" => StoryReference.Reduction(weights, story, isShared: true, hasVectorGates: false),
        "reduction-vector" => StoryReference.Reduction(weights, story, isShared: false, hasVectorGates: true),
        _ => StoryReference.EndToEnd(weights, story, !kind.StartsWith("layer-wise", StringComparison.Ordinal), kind.EndsWith("gated", StringComparison.Ordinal), isLinear, [.. AnswerTokens]),
    };

    private static SequenceReaderOptions Sequence(string cell, double dropout) =>
        new() { Tokens = Stories.Tokens, AnswerTokens = AnswerTokens, Size = StoryReference.Size, Hops = StoryReference.Hops, Cell = cell, Dropout = dropout };

    private static StoryReader Create(string kind, InitializationScope scope, double dropout = 0) => kind switch
    {
        "reduction" => new QueryReduction(new QueryReductionOptions { Tokens = Stories.Tokens, AnswerTokens = AnswerTokens, Size = StoryReference.Size, Hops = StoryReference.Hops, Dropout = dropout }, scope),
        "reduction-vector" => new QueryReduction(
            new QueryReductionOptions { Tokens = Stories.Tokens, AnswerTokens = AnswerTokens, Size = StoryReference.Size, Hops = StoryReference.Hops, HasVectorGates = true, IsShared = false, Dropout = dropout }, scope),
        "sequence-rnn" or "sequence-transformer" => new SequenceReader(Sequence(kind["sequence-".Length..], dropout), scope),
        "entities" => new EntityNetwork(new EntityNetworkOptions { Tokens = Stories.Tokens, AnswerTokens = AnswerTokens, Size = StoryReference.Size, Blocks = StoryReference.Blocks, Dropout = dropout }, scope),
        _ => new EndToEndMemory(
            new EndToEndMemoryOptions
            {
                Tokens = Stories.Tokens,
                AnswerTokens = AnswerTokens,
                Size = StoryReference.Size,
                Hops = StoryReference.Hops,
                Ages = StoryReference.Ages,
                Tying = kind.StartsWith("layer-wise", StringComparison.Ordinal) ? WeightTying.LayerWise : WeightTying.Adjacent,
                IsGated = kind.EndsWith("gated", StringComparison.Ordinal),
                Dropout = dropout,
            },
            scope),
    };
}
