using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Testing;
using Recurrent.Text.Embedded;
using Recurrent.Text.LanguageModels;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tests.LanguageModels;

public class LanguageModelTests
{
    private static readonly string Story = DemoStory.Make(60, seed: 3);
    private static readonly LanguageModelOptions Small = new() { Hidden = 24, Layers = 2, Embedding = 16, BatchSize = 4, Segment = 20, Epochs = 2, Threads = 1 };

    [Theory]
    [InlineData(TextLevel.Character)]
    [InlineData(TextLevel.Word)]
    [InlineData(TextLevel.BytePair)]
    public void Model_learns_what_counts_cannot_know(TextLevel level)
    {
        var text = string.Concat(Enumerable.Repeat("one two three four five six seven eight nine ten\n", 150));
        var options = Small with { Level = level, Epochs = 12, LearningRate = 0.01, Dropout = 0, BatchSize = 2 };
        var evaluation = LanguageModel.Train(text, options: options, cancellationToken: TestContext.Current.CancellationToken).Model.Evaluate(text);
        Assert.True(evaluation.Model.Nats < 0.5 * evaluation.Baselines.Min(one => one.Nats), $"{evaluation.Model.NatsPerCharacter} nats a character");
        Assert.Equal(text.Length, evaluation.Model.Characters);
    }

    [Fact]
    public void Training_gives_the_same_bits_on_one_thread_and_two()
    {
        var one = Train(Small);
        var two = Train(Small with { Threads = 2 });
        Assert.Equal(one.Evaluate(Story).Model.Nats, two.Evaluate(Story).Model.Nats);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("weight dropout")]
    [InlineData("zoneout")]
    [InlineData("adaptive softmax")]
    [InlineData("words")]
    [InlineData("byte pairs")]
    [InlineData("transformer")]
    public void Saved_model_scores_and_writes_as_before(string kind)
    {
        var options = kind switch
        {
            "weight dropout" => Small with { WeightDropout = 0.3, TieEmbeddings = false },
            "zoneout" => Small with { Zoneout = 0.1, Cell = "gru", Epochs = 1 },
            "adaptive softmax" => Small with { AdaptiveSoftmax = true },
            "words" => Small with { Level = TextLevel.Word },
            "transformer" => Small.WithTransformer() with { Hidden = 16, Embedding = 12, Layers = 2, Window = 20 },
            "byte pairs" => Small with { Level = TextLevel.BytePair, VocabularySize = 300 },
            _ => Small,
        };
        using var folder = new TestFolder();
        var model = Train(options);
        model.Save(folder["model"]);
        var loaded = LanguageModel.Load(folder["model"]);
        Assert.Equal(model.Evaluate(Story).Model, loaded.Evaluate(Story).Model);
        Assert.Equal(Write(model), Write(loaded));
        Assert.Equal(options.Level, loaded.Level);
    }

    [Theory]
    [InlineData("weight dropout")]
    [InlineData("zoneout")]
    [InlineData("adaptive softmax")]
    [InlineData("input dropout")]
    public void What_is_asked_for_changes_the_training(string kind)
    {
        var options = kind switch
        {
            "weight dropout" => Small with { WeightDropout = 0.3 },
            "zoneout" => Small with { Zoneout = 0.1 },
            "adaptive softmax" => Small with { AdaptiveSoftmax = true, TieEmbeddings = false },
            _ => Small with { InputDropout = 0.5 },
        };
        Assert.NotEqual(Train(Small with { Epochs = 1, TieEmbeddings = options.TieEmbeddings }).Evaluate(Story).Model.Nats, Train(options with { Epochs = 1 }).Evaluate(Story).Model.Nats);
    }

    [Fact]
    public void Adaptive_softmax_has_clusters_at_a_tenth_and_three_tenths_of_the_tokens()
    {
        var model = Train(Small with { Level = TextLevel.BytePair, VocabularySize = 300, AdaptiveSoftmax = true, Epochs = 1 });
        Assert.Equal("clusters from 30, 90", model.Settings.Single(static one => one.Name == "softmax").Value);
    }

    [Fact]
    public void State_of_training_goes_on_from_segment_to_segment()
    {
        int[] tokens = [.. Enumerable.Range(0, 101).Select(static place => place * place % 7)];
        var architecture = new LanguageModelArchitecture { Cell = "lstm", Tokens = 7, Embedding = 8, Hidden = 12, Layers = 2, TieEmbeddings = true, Dropout = 0, InputDropout = 0, VariationalDropout = false, WeightDropout = 0, Zoneout = 0 };
        var network = new LanguageModelNetwork(architecture, new RandomSource(5));
        var job = new LanguageModelJob(network, tokens, [tokens[0]], batch: 1, segment: 10);
        job.BeginEpoch(0, new RandomSource(6).Stream("epoch"));
        var (tape, total) = (Tape.ForInference(), 0.0);
        for (var segment = 0; segment < job.StepsPerEpoch; segment++)
        {
            tape.Reset();
            total += 10 * job.Loss(tape, segment).Loss.ToScalar();
        }
        var whole = Enumerable.Range(0, 11).Min(offset => Math.Abs(total - StreamScorer.TotalNats(Tape.ForInference(), network, new TokenStreams(tokens.AsMemory(offset, (10 * job.StepsPerEpoch) + 1), batch: 1))));
        Assert.Equal(0, whole, 1e-4);
    }

    [Fact]
    public void Unigrams_are_shares_of_the_training_text_with_one_more_of_each()
    {
        var text = string.Concat(Enumerable.Repeat("aab", 100));
        var model = LanguageModel.Train(text, options: Small with { ValidationShare = 0, Epochs = 1 }, cancellationToken: TestContext.Current.CancellationToken).Model;
        var unigram = model.Evaluate("ab").Baselines.Single(static one => one.Method == "unigram").Nats;

        // 200 a, 100 b, and the two special tokens that never come.
        Assert.Equal(-Math.Log(201.0 / 304) - Math.Log(101.0 / 304), unigram, 1e-9);
    }

    [Theory]
    [InlineData("counts.json", "[1, 2]", "$")]
    [InlineData("tokenizer.json", "{}", "content")]
    [InlineData("model.json", "{\"formatVersion\":1}", "model.json")]
    public void Damaged_folder_is_refused_by_file(string name, string content, string expected)
    {
        using var folder = new TestFolder();
        Train(Small with { Epochs = 1 }).Save(folder["model"]);
        File.Delete(Path.Combine(folder["model"], "SHA256SUMS"));
        File.WriteAllText(Path.Combine(folder["model"], name), content);
        var refusal = Assert.ThrowsAny<IOException>(() => LanguageModel.Load(folder["model"]));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resumed_training_equals_one_that_never_stopped()
    {
        using var folder = new TestFolder();
        var options = Small with { Epochs = 3, CheckpointFolder = folder["checkpoint"] };
        using var stop = new CancellationTokenSource();
        var observer = new StopAfter(stop, steps: 7);
        Assert.ThrowsAny<OperationCanceledException>(() => LanguageModel.Train(Story, options: options, observers: [observer], cancellationToken: stop.Token));
        var resumed = Train(options with { Resume = true });
        var whole = Train(options with { CheckpointFolder = null });
        Assert.Equal(whole.Evaluate(Story).Model.Nats, resumed.Evaluate(Story).Model.Nats);
    }

    [Fact]
    public void Surprises_of_all_tokens_add_up_to_the_score()
    {
        var model = Train(Small with { Level = TextLevel.BytePair, VocabularySize = 300 });
        var text = Story[..500] + "é 🎉";
        var surprises = model.Surprises(text);
        var scores = model.Evaluate(text).Model;
        Assert.Equal(scores.Nats, surprises.Sum(one => one.Nats), 1e-3 * scores.Nats);
        Assert.Equal(scores.Tokens, surprises.Count);
        Assert.Equal(text, string.Concat(surprises.Select(one => one.Text)));
    }

    [Fact]
    public void Words_are_scored_with_the_end_of_every_line()
    {
        var model = Train(Small with { Level = TextLevel.Word });
        var evaluation = model.Evaluate("Anna opens zebras\nShe closes\n");
        Assert.Equal(7, evaluation.Model.Tokens);
        Assert.Equal(1, evaluation.UnknownTokens);
    }

    [Fact]
    public void Dynamic_evaluation_gains_from_repetition_and_leaves_the_model_as_it_is()
    {
        var model = Train(Small);
        var text = string.Concat(Enumerable.Repeat("zq xw vy ", 300));
        var before = model.Evaluate(text).Model.Nats;
        var dynamic = model.Evaluate(text, new DynamicEvaluation { LearningRate = 0.5 }).Model.Nats;
        Assert.True(dynamic < 0.7 * before, $"{dynamic} against {before}");
        var forgetful = model.Evaluate(text, new DynamicEvaluation { LearningRate = 0.5, Decay = 1 }).Model.Nats;
        Assert.True(forgetful > 1.2 * dynamic, $"{forgetful} against {dynamic}");
        Assert.Equal(before, model.Evaluate(text).Model.Nats);
    }

    [Fact]
    public void Text_that_is_too_short_is_refused_with_what_it_needs()
    {
        var refusal = Assert.Throws<DataFormatException>(() => LanguageModel.Train("Too short.", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("at least 200", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_without_validation_keeps_the_weights_of_the_last_epoch()
    {
        var run = LanguageModel.Train(Story, options: Small with { ValidationShare = 0 }, cancellationToken: TestContext.Current.CancellationToken).Run;
        Assert.Equal((2, 2), (run.Epochs, run.BestEpoch));
        Assert.True(double.IsNaN(run.BestLoss));
    }

    [Fact]
    public void Short_text_is_cut_into_fewer_streams_so_that_an_epoch_makes_updates_enough()
    {
        var training = LanguageModel.Train(Story, options: Small with { BatchSize = 32, Epochs = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.InRange(training.Run.Steps, 60, 100);
    }

    [Fact]
    public void Validation_text_that_is_given_is_not_learnt_from()
    {
        var training = LanguageModel.Train(Story, "zzz\nzzz\n", Small, cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(training.Model.Tokenizer.Vocabulary.TryFind("z", out _));
        Assert.True(training.Run.BestLoss > 0);
    }

    private static string Write(LanguageModel model) => string.Concat(model.Generate("Anna", cancellationToken: TestContext.Current.CancellationToken));

    private static LanguageModel Train(LanguageModelOptions options) =>
        LanguageModel.Train(Story, options: options, cancellationToken: TestContext.Current.CancellationToken).Model;
}
