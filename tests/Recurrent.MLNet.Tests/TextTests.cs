using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Host;
using Recurrent.Testing;
using Recurrent.Text.Classification;
using Recurrent.Training.Data;

namespace Recurrent.MLNet.Tests;

public sealed class TextTests(Models models) : IClassFixture<Models>
{
    private MLContext Context => models.Context;

    [Fact]
    public void A_pipeline_from_a_file_is_trained_split_and_evaluated_by_MlNet()
    {
        using var folder = new TestFolder();
        File.WriteAllLines(folder["reviews.tsv"], ["Review\tOpinion", .. SampleRows.Texts().Select(static row => $"{row.Text}\t{row.Label}")]);
        var loader = Context.Data.CreateTextLoader([new("Review", DataKind.String, 0), new("Opinion", DataKind.String, 1)], hasHeader: true);
        var split = Context.Data.TrainTestSplit(loader.Load(folder["reviews.tsv"]), testFraction: 0.25, seed: 3);
        var pipeline = Context.Transforms.Conversion.MapValueToKey("Label", "Opinion")
            .Append(Context.Transforms.CopyColumns("Text", "Review"))
            .Append(Context.MulticlassClassification.Trainers.RecurrentTextClassification(Models.TextOptions))
            .Append(Context.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel"));
        var tested = pipeline.Fit(split.TrainSet).Transform(split.TestSet);
        var metrics = Context.MulticlassClassification.Evaluate(tested);
        var right = tested.GetColumn<string>("Class").Zip(tested.GetColumn<string>("Opinion")).Average(static pair => pair.First == pair.Second ? 1.0 : 0);
        Assert.Equal(right, metrics.MicroAccuracy, 1e-9);
        Assert.True(metrics.MicroAccuracy > 0.9, $"{metrics.MicroAccuracy}");
        Assert.Equal(2, metrics.PerClassLogLoss.Count);
    }

    [Fact]
    public void Scores_are_the_probabilities_in_the_order_of_the_keys()
    {
        var model = Model();
        var view = models.Text.Transform(models.Rows("texts"));
        Assert.Equal(["positive", "negative"], model.Classes);
        foreach (var (row, scores) in SampleRows.Texts().Zip(view.GetColumn<float[]>("Score")).Take(10))
        {
            var expected = model.Model.Predict(row.Text);
            Assert.Equal(expected.Label, model.Classes[scores[0] >= scores[1] ? 0 : 1]);
            Assert.Equal(model.Classes.Select(label => (float)expected.Probabilities[model.Model.Labels.ToList().IndexOf(label)]), scores);
        }
    }

    [Fact]
    public void A_label_of_text_needs_no_keys()
    {
        var fitted = Context.MulticlassClassification.Trainers.RecurrentTextClassification(Models.TextOptions).Fit(models.Rows("texts"));
        var said = Context.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel").Fit(fitted.Transform(models.Rows("texts"))).Transform(fitted.Transform(models.Rows("texts")));
        Assert.Equal(fitted.Model.Labels, fitted.Classes);
        Assert.Equal(Enumerable.Range(0, 80).Select(index => fitted.Model.Predict(SampleRows.Texts()[index].Text).Label), said.GetColumn<string>("Class"));
    }

    [Fact]
    public void A_class_without_a_text_has_probability_0()
    {
        var keys = Context.Data.LoadFromEnumerable(new[] { new TextRow { Label = "unheard" }, new TextRow { Label = "negative" }, new TextRow { Label = "positive" } });
        var mapped = Context.Transforms.Conversion.MapValueToKey("Label", keyData: Context.Transforms.SelectColumns("Label").Fit(keys).Transform(keys)).Fit(models.Rows("texts")).Transform(models.Rows("texts"));
        var fitted = Context.MulticlassClassification.Trainers.RecurrentTextClassification(Models.TextOptions).Fit(mapped);
        Assert.Equal(["unheard", "negative", "positive"], fitted.Classes);
        Assert.All(fitted.Transform(mapped).GetColumn<float[]>("Score"), static scores => Assert.Equal((0f, 3), (scores[0], scores.Length)));
        Assert.True(Context.MulticlassClassification.Evaluate(fitted.Transform(mapped)).MicroAccuracy > 0.9);
    }

    [Fact]
    public void An_empty_text_is_refused_in_training_and_classified_later()
    {
        var rows = SampleRows.Texts();
        rows[4].Text = "  ";
        Assert.Equal(("Text", 5), (Refused(rows).Column, Refused(rows).Row));
        using var engine = Context.Model.CreatePredictionEngine<TextRow, Said>(new RecurrentTextTransformer(Model().Model));
        Assert.Equal(1f, engine.Predict(new TextRow()).Score.Sum(), 1e-5f);
    }

    [Fact]
    public void A_missing_label_and_a_single_class_are_refused()
    {
        var rows = SampleRows.Texts();
        rows[9].Label = "";
        Assert.Equal(("Label", 10), (Refused(rows).Column, Refused(rows).Row));
        Assert.Contains("one class", Refused([.. SampleRows.Texts().Where(static row => row.Label == "positive")]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_labels_at_once_are_refused() =>
        Assert.Throws<ArgumentException>(() => Context.MulticlassClassification.Trainers.RecurrentTextClassification(new TextClassifierOptions { MultiLabel = true }));

    [Fact]
    public void Keys_without_names_are_refused()
    {
        var view = Context.Data.LoadFromEnumerable(new[] { new Keyed { Text = "a", Label = 1 }, new Keyed { Text = "b", Label = 2 } });
        var wrong = Assert.Throws<ArgumentException>(() => Context.MulticlassClassification.Trainers.RecurrentTextClassification(Models.TextOptions).Fit(view));
        Assert.Contains("MapValueToKey", wrong.Message, StringComparison.Ordinal);
    }

    private RecurrentTextTransformer Model() => ((IEnumerable<ITransformer>)models.Text).OfType<RecurrentTextTransformer>().Single();

    private DataFormatException Refused(IReadOnlyList<TextRow> rows) => Assert.Throws<DataFormatException>(
        () => Context.MulticlassClassification.Trainers.RecurrentTextClassification(Models.TextOptions).Fit(Context.Data.LoadFromEnumerable(rows)));

    private sealed class Said
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Keyed
    {
        public string Text { get; set; } = "";

        [KeyType(2)]
        public uint Label { get; set; }
    }
}
