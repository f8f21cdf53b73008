using Recurrent.Tensors.Random;
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

    [Theory]
    [InlineData(TagScheme.Iob1)]
    [InlineData(TagScheme.Iob2)]
    [InlineData(TagScheme.Iobes)]
    public void Paths_of_the_network_never_break_its_scheme_even_when_it_has_learnt_nothing(TagScheme inner)
    {
        var state = Train(Quick with { Epochs = 1, LearningRate = 1e-9, InnerScheme = inner }).State;
        foreach (var path in new SentenceTagger(state.Network, new WordReader(state.Vocabulary), 1).Tag([.. Few.Select(static one => one.Tokens)], wantsMarginals: false))
        {
            var names = state.Network.Tags.Names(path.Path);
            Assert.Equal(TagSequence.Convert(names, inner), names);
        }
    }

    [Fact]
    public void Sentences_of_emoji_are_tagged_alike_when_the_model_was_saved()
    {
        using var folder = new TestFolder();
        TaggedSentence[] emoji = [new(["👩‍👩‍👧👋🏽", "🏙️🇧🇷🇵🇹", "x🙂🙃😉y"], ["B-PER", "B-LOC", "O"]), new(["👨🏽‍🚀🚀", "→", "🌍🌍🌍🌍"], ["B-PER", "O", "B-LOC"])];
        var model = SequenceTagger.Train([.. emoji, .. emoji, .. emoji], null, Quick, null, TestContext.Current.CancellationToken).Model;
        model.Save(folder["model"]);
        IReadOnlyList<string>[] sentences = [.. emoji.Select(static one => one.Tokens), ["\ud83d", "🙂\ude00"]];
        var loaded = SequenceTagger.Load(folder["model"]);
        Assert.Equal(model.Tag(sentences).Select(static one => string.Join(' ', one.Tags)), loaded.Tag(sentences).Select(static one => string.Join(' ', one.Tags)));
        Assert.Equal(model.Tag(sentences).Select(static one => one.LogProbability), loaded.Tag(sentences).Select(static one => one.LogProbability));
        Assert.Contains("👋🏽", model.State.Vocabulary.Suffixes.Single(static one => one.EndsWith("👋🏽", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_with_half_of_a_surrogate_pair_can_be_learnt_saved_and_loaded()
    {
        using var folder = new TestFolder();
        TaggedSentence[] odd = [.. Few, new(["\ud83d", "\ude00", "\ud83d\ud83d"], ["B-PER", "I-PER", "I-PER"])];
        var model = SequenceTagger.Train(odd, odd, Quick, null, TestContext.Current.CancellationToken).Model;
        model.Save(folder["model"]);
        var (before, after) = (TaggerEvaluator.Evaluate(model, odd), TaggerEvaluator.Evaluate(SequenceTagger.Load(folder["model"]), odd));
        Assert.Equal(before.Model.Entities, after.Model.Entities);
        Assert.Equal(before.Baselines.Select(static one => one.Entities), after.Baselines.Select(static one => one.Entities));
    }

    [Fact]
    public void Vocabulary_larger_than_settings_are_is_loaded_again()
    {
        using var folder = new TestFolder();
        // Every letter takes six bytes in the file.
        TaggedSentence[] wordy = [.. Enumerable.Range(0, 160).Select(static index => new TaggedSentence([new string('\u0436', 20_000) + (char)('\u0430' + (index % 32)) + (char)('\u0430' + (index / 32))], ["B-PER"]))];
        var model = SequenceTagger.Train(wordy, Few, Quick with { Epochs = 1 }, null, TestContext.Current.CancellationToken).Model;
        model.Save(folder["model"]);
        Assert.True(new FileInfo(Path.Combine(folder["model"], "vocabulary.json")).Length > JsonFile.MaximumLength);
        Assert.Equal(Answers(model), Answers(SequenceTagger.Load(folder["model"])));
    }

    [Theory]
    [InlineData(TagScheme.Iobes, TagScheme.Iobes)]
    [InlineData(TagScheme.Iobes, TagScheme.Iob2)]
    [InlineData(TagScheme.Iobes, TagScheme.Iob1)]
    [InlineData(TagScheme.Iob2, TagScheme.Iob2)]
    [InlineData(TagScheme.Iob2, TagScheme.Iob1)]
    public void Probability_of_a_tag_is_the_sum_over_all_paths_that_are_written_so(TagScheme inner, TagScheme written)
    {
        var state = Train(Quick with { InnerScheme = inner, Epochs = 1 }).State;
        // As if it had learnt something: tags depend on their neighbours.
        foreach (var (name, parameter) in state.Network.Field.Parameters()) new RandomSource(7).Stream(name).FillNormal(parameter.BeginUpdate());
        var model = new SequenceTagger(state with { Settings = state.Settings with { Scheme = written } });
        string[][] sentences = [["Aldra", "Corson", "left"], ["Marburg", "Marburg", "Marburg"], ["said", ".", "Corson"]];
        Assert.Contains(model.Tag(sentences), static said => said.Entities.Count > 0);
        foreach (var tokens in sentences)
        {
            var said = model.Tag(tokens, probabilities: true);
            var paths = AllPaths.Of(state, tokens);
            Assert.True(paths.Count > 60);
            for (var step = 0; step < tokens.Length; step++)
                Assert.Equal(paths.Where(path => IsSo(path.Tags, step, said.Tags[step])).Sum(static path => path.Probability), said.Probabilities![step], 1e-6);
        }

        // In IOB1 a tag says whether the token is in an entity of the type or, with B, whether one begins there.
        bool IsSo(string[] path, int step, string tag) => written != TagScheme.Iob1 || tag == "O"
            ? TagSequence.Convert(path, written)[step] == tag
            : TagSequence.Entities(path).Any(one => one.Type == tag[2..] && (tag[0] == 'B' ? one.Start == step : one.Start <= step && step < one.Start + one.Length));
    }

    [Fact]
    public void Sentence_with_the_only_entity_of_a_type_is_never_held_back()
    {
        TaggedSentence[] plain = [.. Enumerable.Range(0, 12).Select(static index => new TaggedSentence(["it", "rains", $"w{index}"], ["O", "O", "O"]))];
        TaggedSentence[] rare = [.. plain, new(["Rome"], ["B-LOC"]), new(["Cato"], ["B-PER"])];
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var options = new TaggerOptions { ValidationShare = 0.5, Seed = seed };
            var corpus = TaggerCorpus.Of(rare, null, options);
            Assert.Contains(rare[^1], corpus.Training);
            Assert.Contains(rare[^2], corpus.Training);
            // No entity is left to choose by.
            Assert.Empty(corpus.Validation);
            var whole = TaggerCorpus.Of([.. rare, .. rare], null, options);
            Assert.Equal(28, whole.Training.Count + whole.Validation.Count);
            Assert.Equal(["LOC", "PER"], whole.Training.SelectMany(static one => TagSequence.Entities(one.Tags!)).Select(static one => one.Type).Distinct().Order());
        }
        var trained = SequenceTagger.Train(rare, null, Quick with { ValidationShare = 0.5 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(["LOC", "PER"], trained.Model.Types);
        Assert.True(double.IsNaN(trained.ValidationF1));
    }

    [Fact]
    public void Threads_of_an_evaluation_are_those_asked_for()
    {
        var model = Train(Quick with { Epochs = 1 });
        Assert.Equal(TaggerEvaluator.Evaluate(model, Few, threads: 1).Model.Entities, TaggerEvaluator.Evaluate(model, Few, threads: 2).Model.Entities);
        Assert.Throws<ArgumentOutOfRangeException>(() => TaggerEvaluator.Evaluate(model, Few, threads: -1));
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
