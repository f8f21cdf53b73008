using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.Text.Classification;
using Recurrent.Text.Classification.Reading;
using Recurrent.Text.Embedded;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Text.Tests.Classification;

public sealed class TextClassifierTests
{
    private static readonly string[] Awkward =
    [
        "", " ", "x", "🙂", "👩‍👩‍👧 é é \u0000\u200f", "הסרט הזה נפלא", "هذا فيلم رائع", "\ud800 half a pair", string.Join(' ', Enumerable.Repeat("lovely", 100_000)),
        "The soup was not good", "the bread was awful, but the waiter was lovely!", "\t\t", "<pad> <unk> <bos>",
    ];

    [Fact]
    public void Classifier_learns_what_a_bag_of_words_cannot()
    {
        var evaluation = TextEvaluator.Evaluate(Trained.Sentiment.Model, Trained.Unseen);
        Assert.True(evaluation.Model.Accuracy > 0.9, $"{evaluation.Model}");
        Assert.True(evaluation.Baselines.Single(static one => one.Method == "naive_bayes").Accuracy < 0.8);
        Assert.InRange(evaluation.Baselines.Single(static one => one.Method == "majority").Accuracy, 0.45, 0.55);
        Assert.Equal(evaluation.Texts, evaluation.Confusion.Sum(static row => row.Sum()));
        Assert.Equal(evaluation.Model.Accuracy, evaluation.Model.MicroF1, 12);
    }

    [Fact]
    public void Several_labels_at_once_are_told_with_the_words_that_belong_to_each()
    {
        DemoReviewsAreMultiLabel();
        var evaluation = TextEvaluator.Evaluate(Trained.Complaints.Model, [.. DemoReviews.Complaints().Skip(2000)]);
        Assert.True(evaluation.Model.Accuracy > 0.8, $"{evaluation.Model}");
        Assert.True(evaluation.Model.MicroF1 > evaluation.Baselines.Max(static one => one.MicroF1));
        Assert.Empty(evaluation.Confusion);
        Assert.Contains(evaluation.Predictions, static one => one.Labels.Count == 0);
        Assert.Contains(evaluation.Predictions, static one => one.Labels.Count > 1);

        static void DemoReviewsAreMultiLabel() => Assert.True(Trained.Complaints.Model.MultiLabel);
    }

    [Theory]
    [InlineData(TextPooling.MaxMean, "gru")]
    [InlineData(TextPooling.Max, "lstm")]
    [InlineData(TextPooling.Mean, "rnn")]
    [InlineData(TextPooling.Attention, "gru")]
    public void Texts_together_give_the_probabilities_of_each_alone_in_any_order(TextPooling pooling, string cell)
    {
        var model = Trained.Train(Trained.Learnt, Trained.Quick with { Pooling = pooling, Cell = cell, Members = 2 }).Model;
        string[] texts = [.. Awkward, .. Trained.Unseen.Take(300).Select(static one => one.Text)];
        var alone = texts.Select(text => model.Predict(text).Probabilities).ToArray();
        int[] order = [.. Enumerable.Range(0, texts.Length).OrderBy(static index => index * 7919 % 1009)];
        var together = model.Predict([.. order.Select(index => texts[index])]);
        for (var place = 0; place < order.Length; place++)
            for (var one = 0; one < 2; one++) Assert.Equal(alone[order[place]][one], together[place].Probabilities[one], 1e-5);
    }

    [Fact]
    public void Probabilities_of_one_label_sum_to_one_whatever_the_text()
    {
        foreach (var prediction in Trained.Sentiment.Model.Predict(Awkward))
        {
            Assert.Equal(1, prediction.Probabilities.Sum(), 1e-9);
            Assert.All(prediction.Probabilities, static one => Assert.InRange(one, 0, 1));
            Assert.Single(prediction.Labels);
        }
    }

    [Fact]
    public void Tokens_behind_the_most_that_are_read_change_nothing()
    {
        var model = Trained.Sentiment.Model;
        string Text(int count) => string.Join(' ', Enumerable.Repeat("lovely", count));
        Assert.Equal(model.Predict(Text(1000)).Probabilities, model.Predict(Text(100_000)).Probabilities);
        Assert.NotEqual(model.Predict(Text(999)).Probabilities, model.Predict(Text(1000) + " awful").Probabilities);
    }

    [Theory]
    [InlineData(TextPooling.MaxMean)]
    [InlineData(TextPooling.Max)]
    [InlineData(TextPooling.Mean)]
    [InlineData(TextPooling.Attention)]
    public void Parts_of_the_tokens_sum_to_the_score_of_the_class(TextPooling pooling)
    {
        var model = Trained.Train(Trained.Learnt, Trained.Quick with { Pooling = pooling, Members = 2 }).Model;
        var explained = model.Explain(Trained.Unseen[0].Text);
        var nothing = model.Scores([""], 1)[0];
        var scores = model.Scores([Trained.Unseen[0].Text], 1)[0];
        var other = 1 - explained.Class;
        // Without tokens a score is the bias alone.
        double Margin(float[] own) => (own[explained.Class] - own[other] + own[2 + explained.Class] - own[2 + other]) / 2 / model.Temperature;
        Assert.Equal(Margin(scores) - Margin(nothing), explained.Tokens.Sum(static one => one.Weight), 1e-4);
        Assert.Equal(1, explained.Tokens.Sum(static one => one.Share), 1e-9);
        Assert.Empty(model.Explain("").Tokens);
    }

    [Fact]
    public void Attention_of_the_tokens_is_what_they_weigh_in_the_mean()
    {
        var model = Trained.Train(Trained.Learnt, Trained.Quick with { Pooling = TextPooling.Attention, Members = 2, LogCountRatios = false }).Model;
        foreach (var look in model.State.Network.Parameters().Where(static one => one.Name.Contains("attention", StringComparison.Ordinal)))
            new RandomSource(3).Stream(look.Name).FillNormal(look.Parameter.BeginUpdate());
        var tokens = model.Explain("the soup was awful , I say").Tokens;
        Assert.Equal(1, tokens.Sum(static one => one.Attention!.Value), 1e-5);
        Assert.True(tokens.Max(static one => one.Attention) > 1.2 * tokens.Min(static one => one.Attention));
        // With as much attention for every token it is a mean like any other, and the parts of the tokens are those of their values alone.
        var mean = new TextMember(model.State.Architecture with { Pooling = TextPooling.Mean }, new InitializationScope(new RandomSource(1)));
        foreach (var member in model.State.Network.Members)
        {
            var from = member.Parameters().ToDictionary(static one => one.Name, static one => one.Parameter);
            foreach (var (name, parameter) in mean.Parameters()) from[name].Values.CopyTo(parameter.BeginUpdate());
            var text = model.State.Encoder.Encode("the soup was awful , I say");
            var (parts, attention) = member.Parts(Tape.ForInference(1), TextBatch.Of(Tape.ForInference(1), [text], 0));
            var (even, none) = mean.Parts(Tape.ForInference(1), TextBatch.Of(Tape.ForInference(1), [text], 0));
            Assert.Null(none);
            for (var index = 0; index < parts.Length; index++)
                Assert.Equal(even[index] * attention!.Length * attention[index / (parts.Length / attention.Length)], parts[index], 1e-5);
        }
        Assert.All(Trained.Sentiment.Model.Explain("the soup").Tokens, static one => Assert.Null(one.Attention));
        Assert.Empty(model.Explain("").Tokens);
    }

    [Fact]
    public void Word_that_decides_speaks_for_the_class()
    {
        var explained = Trained.Sentiment.Model.Explain("the soup was dreadful");
        Assert.Equal("negative", explained.Prediction.Label);
        var decisive = explained.Tokens.Single(static one => one.Text == "dreadful");
        Assert.True(decisive.Weight > 0.3 && decisive.Share > 1.0 / explained.Tokens.Count, $"{decisive}");
    }

    [Fact]
    public void Saved_classifier_says_the_same_when_loaded()
    {
        using var folder = new TestFolder();
        foreach (var model in new[] { Trained.Sentiment.Model, Trained.Complaints.Model })
        {
            model.WithMetrics(new Dictionary<string, double> { ["accuracy"] = 0.5 }).Save(folder["model"]);
            var loaded = TextClassifier.Load(folder["model"]);
            Assert.Equal(model.Predict(Awkward).Select(static one => one.Probability), loaded.Predict(Awkward).Select(static one => one.Probability));
            Assert.Equal(model.Settings, loaded.Settings);
            Assert.Equal(model.Calibration, loaded.Calibration);
            Assert.Equal(0.5, loaded.Metrics["accuracy"]);
        }
    }

    [Theory]
    [InlineData("tokenizer.json")]
    [InlineData("counts.safetensors")]
    public void Folder_without_one_of_its_files_is_refused_by_name(string file)
    {
        using var folder = new TestFolder();
        Trained.Sentiment.Model.Save(folder["model"]);
        File.Delete(Path.Combine(folder["model"], file));
        Assert.Contains(file, Assert.ThrowsAny<IOException>(() => TextClassifier.Load(folder["model"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classifier_of_many_classes_and_words_is_saved_and_loaded()
    {
        using var folder = new TestFolder();
        // 500 classes and 20,000 words, each in two texts.
        LabelledText[] many =
        [
            .. Enumerable.Range(0, 2000).Select(static index => new LabelledText(
                string.Join(' ', Enumerable.Range(0, 20).Select(place => $"w{(index / 2 * 20) + place}")), $"class {index / 2 % 500}")),
        ];
        var model = TextClassifier.Train(many, [], Trained.Quick with { Epochs = 1, BatchSize = 256 }, cancellationToken: TestContext.Current.CancellationToken).Model;
        // As JSON a count takes two bytes at least.
        Assert.True(2 * model.State.Counts.File.Tokens.Length > JsonFile.MaximumLength);
        model.Save(folder["model"]);
        var loaded = TextClassifier.Load(folder["model"]);
        string[] texts = [.. many.Take(50).Select(static one => one.Text)];
        Assert.Equal(model.Predict(texts).SelectMany(static one => one.Probabilities), loaded.Predict(texts).SelectMany(static one => one.Probabilities));
        Assert.Equal(model.State.Counts.File.Tokens, loaded.State.Counts.File.Tokens);
        Assert.Empty(loaded.State.Counts.File.Pairs);
    }

    [Theory]
    [InlineData("tokens", -1f)]
    [InlineData("texts", 0.5f)]
    [InlineData("pair_tokens", 1e6f)]
    [InlineData("pairs", float.NaN)]
    public void Counts_that_no_writer_would_have_written_are_refused(string name, float value)
    {
        using var folder = new TestFolder();
        var state = Trained.Sentiment.Model.State;
        TokenCountsStore.Write(folder["counts.safetensors"], state.Counts.File);
        Assert.Equal(state.Counts.File.Pairs, TokenCountsStore.Read(folder["counts.safetensors"], state.Architecture).Pairs);
        var tensors = SafeTensorsFile.Read(folder["counts.safetensors"]).Tensors.ToDictionary();
        float[] values = tensors[name].Values.ToArray();
        values[1] = value;
        tensors[name] = Tensor.FromValues(values, tensors[name].Shape);
        SafeTensorsFile.Write(folder["counts.safetensors"], tensors);
        Assert.Contains(name, Assert.Throws<StorageFormatException>(() => TokenCountsStore.Read(folder["counts.safetensors"], state.Architecture)).Message, StringComparison.Ordinal);
        Assert.Throws<StorageFormatException>(() => TokenCountsStore.Read(folder["counts.safetensors"], state.Architecture with { Classes = 3 }));
    }

    [Fact]
    public void Folder_that_was_changed_is_refused()
    {
        using var folder = new TestFolder();
        Trained.Sentiment.Model.Save(folder["model"]);
        var file = Path.Combine(folder["model"], "model.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"ratios\": 2", "\"ratios\": 3", StringComparison.Ordinal));
        Assert.Throws<StorageFormatException>(() => TextClassifier.Load(folder["model"]));
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_on_one_and_two_threads()
    {
        double[] Run(int threads, ulong seed) =>
            [.. Trained.Train(Trained.Learnt, Trained.Quick with { Threads = threads, Seed = seed }).Model.Predict(Awkward).Select(static one => one.Probability)];
        Assert.Equal(Run(1, 1), Run(2, 1));
        Assert.NotEqual(Run(1, 1), Run(1, 2));
    }

    [Fact]
    public void Resumed_training_ends_like_one_that_was_never_stopped()
    {
        using var folder = new TestFolder();
        var whole = Trained.Train(Trained.Learnt, Trained.Quick).Model;
        using var stop = new CancellationTokenSource();
        var options = Trained.Quick with { CheckpointFolder = folder["checkpoint"] };
        Assert.Throws<OperationCanceledException>(() => TextClassifier.Train(Trained.Learnt, null, options, [new StopAfter(3, stop)], stop.Token));
        var resumed = Trained.Train(Trained.Learnt, options with { Resume = true }).Model;
        Assert.Equal(whole.Predict(Awkward).Select(static one => one.Probability), resumed.Predict(Awkward).Select(static one => one.Probability));
    }

    [Fact]
    public void Training_resumed_behind_its_best_epoch_knows_how_good_that_was()
    {
        using var folder = new TestFolder();
        // What cannot be learnt is only learnt by heart: the first epoch is the best.
        LabelledText[] noise = [.. Trained.Learnt.Select(static (one, index) => new LabelledText(one.Text, index * 7919 % 1009 % 2 == 0 ? "x" : "y"))];
        var options = Trained.Quick with { Epochs = 3, LearningRate = 0.03 };
        var whole = Trained.Train(noise, options);
        Assert.Equal(1, whole.Run.BestEpoch);
        using var stop = new CancellationTokenSource();
        options = options with { CheckpointFolder = folder["checkpoint"] };
        Assert.Throws<OperationCanceledException>(() => TextClassifier.Train(noise, null, options, [new StopAfter(50, stop)], stop.Token));
        var resumed = Trained.Train(noise, options with { Resume = true });
        Assert.InRange(resumed.ValidationAccuracy, 0.3, 0.7);
        Assert.Equal(whole.ValidationAccuracy, resumed.ValidationAccuracy);
        Assert.Equal(whole.Run.BestEpoch, resumed.Run.BestEpoch);
    }

    [Fact]
    public void Predictions_on_many_threads_are_those_of_one()
    {
        var model = Trained.Sentiment.Model;
        string[] texts = [.. Trained.Unseen.Take(50).Select(static one => one.Text)];
        var expected = model.Predict(texts).Select(static one => one.Probability).ToArray();
        Parallel.For(0, 8, _ => Assert.Equal(expected, model.Predict(texts, threads: 1).Select(static one => one.Probability)));
    }

    [Fact]
    public void Texts_of_one_class_or_without_label_are_refused_with_file_and_row()
    {
        LabelledText[] same = [new("a", "x") { File = "f.csv", Row = 2 }, new("b", "x") { File = "f.csv", Row = 3 }];
        Assert.Contains("'x'", Assert.Throws<DataFormatException>(() => Trained.Train(same, Trained.Quick)).Message, StringComparison.Ordinal);
        LabelledText[] bare = [new("a", "x") { File = "f.csv", Row = 2 }, new("b", "y") { File = "f.csv", Row = 3 }, new("c", []) { File = "f.csv", Row = 4 }];
        var refusal = Assert.Throws<DataFormatException>(() => Trained.Train(bare, Trained.Quick));
        Assert.Equal(("f.csv", 4L), (refusal.File, refusal.Row!.Value));
        Assert.Contains("--multi-label", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_labels_of_a_text_held_back_count_as_well()
    {
        LabelledText[] learnt = [new("a", "x"), new("b", "y")];
        var model = TextClassifier.Train(learnt, [new LabelledText("a b", ["x", "y"])], Trained.Quick, cancellationToken: TestContext.Current.CancellationToken).Model;
        Assert.True(model.MultiLabel);
    }

    [Fact]
    public void Label_never_learnt_is_refused_with_the_nearest_name()
    {
        var refusal = Assert.Throws<DataFormatException>(() => TextEvaluator.Evaluate(Trained.Sentiment.Model, [new LabelledText("fine", "postive") { File = "t.tsv", Row = 7 }]));
        Assert.Equal(7, refusal.Row);
        Assert.Contains("did you mean 'positive'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_pairs_and_characters_are_learnt_from_too()
    {
        foreach (var unit in new[] { TextUnit.BytePair, TextUnit.Character })
        {
            var trained = Trained.Train(Trained.Learnt, Trained.Quick with { Unit = unit, VocabularySize = 400, Hidden = 24, Epochs = 3 });
            Assert.True(trained.ValidationAccuracy > 0.55, $"{unit}: {trained.ValidationAccuracy}");
            using var folder = new TestFolder();
            trained.Model.Save(folder["model"]);
            Assert.Equal(trained.Model.Predict("très bon 🙂").Probability, TextClassifier.Load(folder["model"]).Predict("très bon 🙂").Probability);
        }
    }

    [Fact]
    public void Vectors_learnt_elsewhere_are_taken_for_the_words_they_have()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["vectors.txt"], "soup 9 8 7\nnowhere 1 1 1\n");
        var trained = Trained.Train(Trained.Learnt, Trained.Quick with { Vectors = folder["vectors.txt"], Epochs = 1, LearningRate = 1e-9 });
        Assert.Equal("3", trained.Settings.Single(static one => one.Name == "embedding").Value);
        Assert.Equal("1", trained.Settings.Single(static one => one.Name == "vectors").Value);
        var state = trained.Model.State;
        var row = state.Tokenizer.Vocabulary.Find("soup");
        Assert.Equal([9, 8, 7], state.Network.Members[0].Table.Weight.Values.Slice(3 * row, 3).ToArray().Select(static value => Math.Round(value, 3)));
    }

    [Fact]
    public void Balanced_classes_find_more_of_a_rare_one()
    {
        LabelledText[] texts = [.. Trained.Learnt.Where(static (one, index) => one.Labels[0] == "positive" || index % 10 == 1)];
        double Recall(ClassWeighting weights)
        {
            var model = Trained.Train(texts, Trained.Quick with { ClassWeights = weights, Epochs = 6 }).Model;
            return TextEvaluator.Evaluate(model, Trained.Unseen).Classes.Single(static one => one.Label == "negative").Recall;
        }
        var (balanced, plain) = (Recall(ClassWeighting.Balanced), Recall(ClassWeighting.None));
        Assert.True(balanced > plain + 0.1, $"balanced {balanced}, plain {plain}");
    }

    [Fact]
    public void Sentiment_of_real_reviews_beats_naive_bayes()
    {
        var training = LabelledTextReader.Read(SentimentData.Find("sst2/train.tsv")).Texts;
        var validation = LabelledTextReader.Read(SentimentData.Find("sst2/dev.tsv")).Texts;
        var trained = TextClassifier.Train(
            training, validation, new TextClassifierOptions { Hidden = 40, Embedding = 40, Epochs = 4 }, cancellationToken: TestContext.Current.CancellationToken);
        var evaluation = TextEvaluator.Evaluate(trained.Model, validation);
        Assert.True(evaluation.Model.Accuracy > 0.80, $"{evaluation.Model}");
        Assert.True(evaluation.Model.Accuracy > evaluation.Baselines.Max(static one => one.Accuracy));
    }

    private sealed class StopAfter(long step, CancellationTokenSource stop) : ITrainingObserver
    {
        public void OnStep(in StepRecord record)
        {
            if (record.Step >= step) stop.Cancel();
        }
    }
}
