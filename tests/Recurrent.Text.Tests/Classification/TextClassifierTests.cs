using Recurrent.Testing;
using Recurrent.Text.Classification;
using Recurrent.Text.Classification.Reading;
using Recurrent.Text.Embedded;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Text.Tests.Classification;

public sealed class TextClassifierTests
{
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
        string[] texts = [.. Trained.Awkward, .. Trained.Unseen.Take(300).Select(static one => one.Text)];
        var alone = texts.Select(text => model.Predict(text).Probabilities).ToArray();
        int[] order = [.. Enumerable.Range(0, texts.Length).OrderBy(static index => index * 7919 % 1009)];
        var together = model.Predict([.. order.Select(index => texts[index])]);
        for (var place = 0; place < order.Length; place++)
            for (var one = 0; one < 2; one++) Assert.Equal(alone[order[place]][one], together[place].Probabilities[one], 1e-5);
    }

    [Fact]
    public void Probabilities_of_one_label_sum_to_one_whatever_the_text()
    {
        foreach (var prediction in Trained.Sentiment.Model.Predict(Trained.Awkward))
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

    [Fact]
    public void Same_seed_gives_the_same_bits_on_one_and_two_threads()
    {
        double[] Run(int threads, ulong seed) =>
            [.. Trained.Train(Trained.Learnt, Trained.Quick with { Threads = threads, Seed = seed }).Model.Predict(Trained.Awkward).Select(static one => one.Probability)];
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
        Assert.Equal(whole.Predict(Trained.Awkward).Select(static one => one.Probability), resumed.Predict(Trained.Awkward).Select(static one => one.Probability));
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
    public void Texts_from_no_file_are_refused_with_what_was_found_and_expected()
    {
        LabelledText[] same = [new("a", "x"), new("b", "x")];
        Assert.StartsWith("Found one class, 'x', in all 2 texts to learn from; expected at least two classes.", Assert.Throws<DataFormatException>(() => Trained.Train(same, Trained.Quick)).Message, StringComparison.Ordinal);
        var refusal = Assert.Throws<DataFormatException>(() => TextEvaluator.Evaluate(Trained.Sentiment.Model, [new LabelledText("a", "strange")]));
        Assert.Contains("ound the label 'strange'", refusal.Message, StringComparison.Ordinal);
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
