using System.Text.Json.Nodes;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.Text.Answering;
using Recurrent.Text.Embedded;
using Recurrent.Text.Tests.Tagging;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Text.Tests.Answering;

public sealed class StoryAnswererTests
{
    private static readonly StoryAnswererOptions Quick = new() { Embedding = 8, Epochs = 2, Restarts = 1, Threads = 1 };
    private static readonly IReadOnlyList<StoryQuestion> Few = DemoWorld.Questions(60);

    [Theory]
    [InlineData(StoryReaderKind.Reduction, 0.75)]
    [InlineData(StoryReaderKind.Memory, 0.65)]
    [InlineData(StoryReaderKind.Entities, 0.4)]
    [InlineData(StoryReaderKind.Sequence, 0.4)]
    [InlineData(StoryReaderKind.Sequence, 0.4, true)]
    public void Stories_are_understood_better_than_by_simple_methods(StoryReaderKind reader, double least, bool hasTransformer = false)
    {
        var options = new StoryAnswererOptions { Reader = reader, Embedding = 24, Epochs = 30, Restarts = 1 };
        if (hasTransformer) options = options.WithTransformer();
        var trained = StoryAnswerer.Train(DemoWorld.Questions(300), DemoWorld.Questions(50, part: 1), options, null, TestContext.Current.CancellationToken);
        var scores = StoryEvaluator.Evaluate(trained.Model, DemoWorld.Questions(100, part: 2));
        Assert.InRange(scores.Model.Accuracy, least, 1);
        Assert.All(scores.Baselines, one => Assert.InRange(one.Accuracy, 0.1, least));
        Assert.Equal(scores.Model.Accuracy, 1 - scores.Model.MeanError, 1e-12);
        Assert.InRange(trained.ValidationAccuracy, least - 0.1, 1);
    }

    [Fact]
    public void The_networks_with_the_fewest_mistakes_on_validation_are_kept()
    {
        var trained = Train(Quick with { Restarts = 2, Kept = 2 });
        Assert.Equal(6, trained.Attempts.Count);
        Assert.Equal(6, trained.Attempts.Select(static one => one.ValidationLoss).Distinct().Count());     // every start is another one
        Assert.Equal(2, trained.Attempts.Count(static one => one.IsKept));
        Assert.Equal(trained.Attempts.OrderByDescending(static one => one.ValidationAccuracy).ThenBy(static one => one.ValidationLoss).Take(2).ToHashSet(), trained.Attempts.Where(static one => one.IsKept).ToHashSet());
        Assert.Equal(trained.Attempts.MaxBy(static one => (one.ValidationAccuracy, -one.ValidationLoss))!.ValidationLoss, trained.Run.BestLoss);
        Assert.Equal(2, trained.Model.Readers.Count);
    }

    [Fact]
    public void There_are_no_further_restarts_once_a_network_makes_no_mistake()
    {
        StoryQuestion[] easy = [.. Few.Select(static one => one with { Answer = one.Question.Contains("Anna", StringComparison.Ordinal) ? "yes" : "no" })];
        var trained = StoryAnswerer.Train(easy, easy, Quick with { Embedding = 16, Epochs = 20, Restarts = 8, LearningRate = 0.02 }, null, TestContext.Current.CancellationToken);
        const int Kinds = 3;
        Assert.InRange(trained.Attempts.Count, Kinds, 7 * Kinds);
        Assert.Contains(trained.Attempts.TakeLast(Kinds), static one => one.ValidationAccuracy == 1);
        Assert.DoesNotContain(trained.Attempts.SkipLast(Kinds), static one => one.ValidationAccuracy == 1);
    }

    [Theory]
    [InlineData(StoryReaderKind.Auto)]
    [InlineData(StoryReaderKind.Sequence)]
    public void Saved_and_loaded_answerers_say_the_same_to_the_bit_and_damage_is_refused(StoryReaderKind reader)
    {
        using var folder = new TestFolder();
        var model = Train(Quick with { Kept = 3, Restarts = reader == StoryReaderKind.Auto ? 1 : 3, Reader = reader }).Model.WithMetrics(new Dictionary<string, double> { ["test_accuracy"] = 0.5 });
        model.Save(folder["model"]);
        var loaded = StoryAnswerer.Load(folder["model"]);
        Assert.Equal(Said(model), Said(loaded));
        Assert.Equal(model.Settings, loaded.Settings);
        Assert.Equal(0.5, loaded.Metrics["test_accuracy"]);
        Assert.Equal(model.Explain(Few[1]), loaded.Explain(Few[1]));
        File.WriteAllText(Path.Combine(folder["model"], "vocabulary.json"), "{}");
        Assert.Throws<StorageFormatException>(() => StoryAnswerer.Load(folder["model"]));
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_on_one_thread_and_on_two()
    {
        Assert.Equal(Said(Train(Quick).Model), Said(Train(Quick with { Threads = 2 }).Model));
        Assert.NotEqual(Said(Train(Quick).Model), Said(Train(Quick with { Seed = 2 }).Model));
    }

    [Fact]
    public void Interrupted_training_goes_on_to_the_same_bits()
    {
        using var folder = new TestFolder();
        var options = Quick with { CheckpointFolder = folder["checkpoint"] };
        using (var stop = new CancellationTokenSource())
            Assert.Throws<OperationCanceledException>(() => StoryAnswerer.Train(Few, null, options, [new StopAfter(9, stop)], stop.Token));
        var resumed = StoryAnswerer.Train(Few, null, options with { Resume = true }, null, TestContext.Current.CancellationToken);
        Assert.Equal(Said(Train(Quick).Model), Said(resumed.Model));
    }

    [Fact]
    public void Observers_hear_of_one_training_after_another_whatever_the_threads()
    {
        string[] Heard(int threads)
        {
            var log = new Log();
            StoryAnswerer.Train(Few, null, Quick with { Threads = threads }, [log], TestContext.Current.CancellationToken);
            return [.. log.Steps];
        }

        var alone = Heard(1);
        Assert.Equal(alone, Heard(2));
        int[] epochs = [.. alone.Select(static one => int.Parse(one.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(epochs.Order(), epochs);
        Assert.Equal(6, epochs.Distinct().Count());     // two passes of three kinds
        Assert.Equal(Enumerable.Range(1, alone.Length).Select(static step => step.ToString(System.Globalization.CultureInfo.InvariantCulture)), alone.Select(static one => one.Split(' ')[0]));
    }

    [Fact]
    public void Stories_are_held_back_whole_from_every_file()
    {
        StoryQuestion[] questions = [.. Few.Select(static one => one with { File = "a" }), .. Few.Select(static one => one with { File = "b" })];
        var split = StorySplit.Of(questions, null, new StoryAnswererOptions { ValidationShare = 0.2 });
        Assert.Equal(questions.Length, split.Training.Count + split.Validation.Count);
        Assert.Empty(split.Training.Select(static one => (one.File, one.Number)).Intersect(split.Validation.Select(static one => (one.File, one.Number))));
        foreach (var file in new[] { "a", "b" }) Assert.Equal(24, split.Validation.Count(one => one.File == file));
    }

    [Fact]
    public void Unknown_words_long_stories_and_no_story_are_answered()
    {
        var model = Train(Quick with { MaximumSentences = 5 }).Model;
        foreach (var story in new[] { [], ["Zoe vanished into thin air."], Enumerable.Repeat("Anna went to the garden.", 400).ToArray() })
        {
            var said = model.Answer(new StoryQuestion(story, "Where is Zoe?"));
            Assert.Contains(said.Answer, model.Answers);
            Assert.Equal(1, said.Probabilities.Sum(), 1e-5);
            Assert.All(model.Explain(new StoryQuestion(story, "Where is Zoe?")), hop => Assert.Equal(story.Length, hop.Count));
        }
    }

    [Fact]
    public void Lists_are_answers_of_their_own_and_simple_methods_know_the_question_only()
    {
        StoryQuestion[] questions = [new(["a b."], "What?", "Milk, Football"), new(["a b."], "Who is it?", "x"), new(["b a."], "It is who?", "x"), new([], "It is who?", "y")];
        var model = StoryAnswerer.Train(questions, questions, Quick, null, TestContext.Current.CancellationToken).Model;
        Assert.Equal(["milk,football", "x", "y"], model.Answers);
        var scores = StoryEvaluator.Evaluate(model, [.. questions, questions[0] with { Answer = "milk" }]);
        Assert.Equal(["majority", "most_frequent_given_question"], scores.Baselines.Select(static one => one.Method));
        Assert.Equal([0.4, 0.6], scores.Baselines.Select(static one => one.Accuracy));
    }

    [Theory]
    [InlineData("dropout", "members.dropout")]
    [InlineData("answer", "answerTokens")]
    public void Sizes_that_cannot_be_are_refused_with_their_field(string changed, string field)
    {
        using var folder = new TestFolder();
        Train(Quick with { Reader = StoryReaderKind.Entities }).Model.Save(folder["model"]);
        File.Delete(Path.Combine(folder["model"], Checksums.File));
        var file = Path.Combine(folder["model"], "model.json");
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        var architecture = root["architecture"]!;
        if (changed == "dropout") architecture["members"]![0]!["dropout"] = 1.5;
        else architecture["answerTokens"]![0] = 100_000;
        File.WriteAllText(file, root.ToJsonString());
        Assert.Contains(field, Assert.Throws<StorageFormatException>(() => StoryAnswerer.Load(folder["model"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mean_error_counts_every_file_the_same() =>
        Assert.Equal(0.25, new StoryScores("model", 0.9, new Dictionary<string, double> { ["a"] = 1, ["b"] = 0.5 }).MeanError, 1e-12);

    [Fact]
    public void Patience_begins_behind_the_passes_without_softmax()
    {
        // Too small a rate to change a weight: the first pass stays the best.
        var trained = Train(Quick with { Reader = StoryReaderKind.Memory, Epochs = 10, Patience = 1, LinearStart = 0.5, LearningRate = 1e-12 });
        Assert.Equal(7, trained.Run.Epochs);
    }

    [Fact]
    public void A_question_is_known_by_its_words_in_any_order()
    {
        var simple = SimpleAnswers.Of([new([], "Who is it?", "x"), new([], "Is it who?", "x"), new([], "It is who?", "y"), new([], "Where?", "y"), new([], "When?", "y")]);
        Assert.Equal("x", simple.Say("It is who?"));
        Assert.Equal("y", simple.Say("Is it?"));
    }

    [Fact]
    public void Memory_networks_begin_without_softmax_for_as_long_as_asked()
    {
        var options = Quick with { Reader = StoryReaderKind.Memory, LinearStart = 0 };
        var plain = Said(Train(options).Model);
        Assert.NotEqual(plain, Said(Train(options with { LinearStart = 0.5 }).Model));
        Assert.Equal(plain, Said(Train(options with { LinearStart = 0.4 }).Model));     // less than one of two passes
    }

    [Fact]
    public void Questions_without_answer_are_refused()
    {
        Assert.Contains("without an answer", Assert.Throws<DataFormatException>(() => StoryAnswerer.Train([new StoryQuestion([], "Who?")], cancellationToken: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => StoryAnswerer.Train([], cancellationToken: TestContext.Current.CancellationToken));
    }

    private static StoryTraining Train(StoryAnswererOptions options) => StoryAnswerer.Train(Few, null, options, null, TestContext.Current.CancellationToken);

    private static double[] Said(StoryAnswerer model) => [.. model.Answer(Few, threads: 1).SelectMany(static one => one.Probabilities)];

    private sealed class Log : ITrainingObserver
    {
        public List<string> Steps { get; } = [];

        public void OnStep(in StepRecord record) => Steps.Add($"{record.Step} {record.Epoch} {record.Loss}");
    }
}
