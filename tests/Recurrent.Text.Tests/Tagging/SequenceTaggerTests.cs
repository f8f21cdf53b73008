using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.Text.Embedded;
using Recurrent.Text.Tagging;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tests.Tagging;

public sealed class SequenceTaggerTests
{
    private static readonly TaggerOptions Quick = new() { Hidden = 8, Embedding = 12, CharacterFeatures = 8, Epochs = 2, BatchSize = 16, Threads = 1 };
    private static readonly IReadOnlyList<TaggedSentence> Few = DemoEntities.Sentences(60);

    [Theory]
    [InlineData(CharacterEncoding.Convolution, TagScheme.Iobes)]
    [InlineData(CharacterEncoding.Recurrent, TagScheme.Iob2)]
    [InlineData(CharacterEncoding.None, TagScheme.Iob1)]
    public void Names_never_seen_are_found_better_than_by_simple_methods(CharacterEncoding characters, TagScheme inner)
    {
        var options = Quick with { Hidden = 24, Epochs = 12, Characters = characters, InnerScheme = inner, LearningRate = 0.01 };
        var trained = SequenceTagger.Train(DemoEntities.Sentences(200), DemoEntities.Sentences(60, part: 1), options, null, TestContext.Current.CancellationToken);
        var scores = TaggerEvaluator.Evaluate(trained.Model, DemoEntities.Sentences(100, part: 2));
        Assert.InRange(scores.Model.Entities.F1, 0.9, 1);
        Assert.Equal(0, scores.Baselines[0].Entities.F1);
        Assert.InRange(scores.Baselines[1].Entities.F1, 0.01, 0.6);
        Assert.Equal(["LOC", "ORG", "PER"], trained.Model.Types);
        Assert.InRange(trained.ValidationF1, 0.9, 1);
    }

    [Fact]
    public void Saved_and_loaded_taggers_say_the_same_to_the_bit_and_damage_is_refused()
    {
        using var folder = new TestFolder();
        var model = Train(Quick).WithMetrics(new Dictionary<string, double> { ["test_f1"] = 0.5 });
        model.Save(folder["model"]);
        var loaded = SequenceTagger.Load(folder["model"]);
        Assert.Equal(Answers(model), Answers(loaded));
        Assert.Equal(model.Settings, loaded.Settings);
        Assert.Equal(0.5, loaded.Metrics["test_f1"]);
        Assert.Equal(TagScheme.Iob2, loaded.Scheme);
        File.WriteAllText(Path.Combine(folder["model"], "simple.json"), "{}");
        Assert.Throws<StorageFormatException>(() => SequenceTagger.Load(folder["model"]));
    }

    [Fact]
    public void A_sentence_alone_gets_what_it_gets_among_others_in_any_order()
    {
        var model = Train(Quick);
        IReadOnlyList<string>[] sentences = [.. Few.Select(static one => one.Tokens), [], ["x"], ["Aldra", "Corson", "😀", "שלום"]];
        var together = model.Tag(sentences, probabilities: true);
        var reversed = model.Tag([.. sentences.Reverse()]);
        for (var index = 0; index < sentences.Length; index++)
        {
            var alone = model.Tag(sentences[index], probabilities: true);
            Assert.Equal(alone.Tags, together[index].Tags);
            Assert.Equal(alone.Tags, reversed[^(index + 1)].Tags);
            Assert.Equal(alone.LogProbability, together[index].LogProbability, 1e-5);
            Assert.Equal(alone.LogProbability, reversed[^(index + 1)].LogProbability, 1e-5);
            Assert.All(alone.Probabilities!.Zip(together[index].Probabilities!), static pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            Assert.All(alone.Probabilities!, probability => Assert.InRange(probability, Math.Exp(alone.LogProbability) - 1e-9, 1 + 1e-9));
        }
    }

    [Fact]
    public void Answers_never_break_the_scheme()
    {
        var model = Train(Quick with { Epochs = 1 });
        foreach (var said in model.Tag([.. Few.Select(static one => one.Tokens)])) Assert.Equal(said.Tags, TagSequence.Convert(said.Tags, TagScheme.Iob2));
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_on_one_and_two_threads()
    {
        Assert.Equal(Answers(Train(Quick)), Answers(Train(Quick with { Threads = 2 })));
        Assert.NotEqual(Answers(Train(Quick)), Answers(Train(Quick with { Seed = 2 })));
        var model = Train(Quick);
        IReadOnlyList<string>[] sentences = [.. Few.Select(static one => one.Tokens)];
        Assert.Equal(model.Tag(sentences, threads: 1).Select(static one => one.LogProbability), model.Tag(sentences, threads: 2).Select(static one => one.LogProbability));
    }

    [Fact]
    public void A_resumed_run_ends_as_one_that_was_never_stopped()
    {
        using var folder = new TestFolder();
        var options = Quick with { Epochs = 4, CheckpointFolder = folder["checkpoint"] };
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => SequenceTagger.Train(Few, null, options, [new StopAfter(6, stop)], stop.Token));
        var resumed = SequenceTagger.Train(Few, null, options with { Resume = true }, null, TestContext.Current.CancellationToken).Model;
        Assert.Equal(Answers(Train(Quick with { Epochs = 4 })), Answers(resumed));
    }

    [Fact]
    public void Word_vectors_start_the_table_and_bring_words_that_training_does_not_have()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["v.txt"], "the 1 2 3\nparis 0.5 0 0\n");
        var model = Train(Quick with { Vectors = folder["v.txt"] });
        Assert.Equal(3, model.State.Architecture.Embedding);
        Assert.Contains("paris", model.State.Vocabulary.Words);
        Assert.EndsWith("2 with a vector", model.Settings.Single(static one => one.Name == "words").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_of_very_many_tokens_is_tagged()
    {
        string[] tokens = [.. Enumerable.Range(0, 20_000).Select(static index => $"w{index % 50}")];
        Assert.Equal(tokens.Length, Train(Quick with { Epochs = 1 }).Tag(tokens).Tags.Count);
    }

    [Fact]
    public void Sentences_that_cannot_be_learnt_from_are_refused()
    {
        Assert.Contains("no tags", Refusal(new TaggedSentence(["a"])), StringComparison.Ordinal);
        Assert.Contains("2 tokens and 1 tags", Refusal(new TaggedSentence(["a", "b"], ["O"])), StringComparison.Ordinal);
        Assert.Contains("'X-A'", Refusal(new TaggedSentence(["a"], ["X-A"])), StringComparison.Ordinal);
        Assert.Contains("no entity", Refusal(new TaggedSentence(["a"], ["O"])), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SequenceTagger.Train([], null, null, null, TestContext.Current.CancellationToken));

        static string Refusal(TaggedSentence sentence) => Assert.Throws<DataFormatException>(() => SequenceTagger.Train([sentence], null, null, null, TestContext.Current.CancellationToken)).Message;
    }

    private static SequenceTagger Train(TaggerOptions options) => SequenceTagger.Train(Few, null, options, null, TestContext.Current.CancellationToken).Model;

    private static double[] Answers(SequenceTagger model) => [.. model.Tag([.. Few.Select(static one => one.Tokens)]).Select(static one => one.LogProbability)];
}
