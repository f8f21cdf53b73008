using Microsoft.ML;
using Recurrent.MLNet.Host;
using Recurrent.Testing;
using Recurrent.Text.Classification;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet.Tests;

/// <summary>The code of docs/interop.md.</summary>
public sealed class InteropExampleTests(Models models) : IClassFixture<Models>
{
    [Fact]
    public void Forecasts_of_a_view_and_of_a_prediction_engine()
    {
        using var folder = new TestFolder();
        var (rows, file) = (models.Rows("sales"), folder["model.zip"]);
        var (history, lastMonth) = (SampleRows.Histories()[1].Sales, SampleRows.Histories()[1].Month);
        #region MLNetForecastExample
        var context = new MLContext();
        var options = new ForecasterOptions { Horizon = 6, Epochs = 5 };
        var columns = new ForecastColumnNames { Value = "Sales", Time = "Month", Series = "Shop", LowerBound = "Lower", UpperBound = "Upper" };
        var model = context.Forecasting.ForecastByRecurrentNetwork(options, columns).Fit(rows);   // one row a month and shop
        IDataView withForecasts = model.Transform(rows);                                          // each row continues those up to it
        context.Model.Save(model, rows.Schema, file);

        ITransformer loaded = new MLContext().Model.Load(file, out _);                            // in any process; nothing to register
        using var engine = context.Model.CreatePredictionEngine<ShopSoFar, ShopNext>(loaded);
        ShopNext next = engine.Predict(new ShopSoFar { Shop = "south", Month = lastMonth, Sales = history });
        #endregion
        Assert.Equal(context.Data.CreateEnumerable<ShopNext>(withForecasts, reuseRowObject: false).Last().Forecast, next.Forecast);
        Assert.True(next.Lower[0] <= next.Forecast[0]);
    }

    [Fact]
    public void Judged_rows()
    {
        var (context, usualRows, newRows) = (models.Context, models.Rows("load"), models.Rows("load"));
        #region MLNetDetectExample
        var model = context.AnomalyDetection.Trainers.RecurrentNetwork(
            new DetectorOptions { FalseAlarmsPerDay = 1, Epochs = 3 },
            new DetectionColumnNames { Channels = ["Load"], Time = "Time" }).Fit(usualRows);       // rows in their order, no labels
        IDataView judged = model.Transform(newRows);                                              // PredictedLabel, Score, Channel, Expected, Deviation

        DetectorStream stream = model.Model.OpenStream();                                         // a live stream keeps its state in the open
        Detection verdict = stream.Push(DateTime.UnixEpoch.Ticks, [42.0]);
        #endregion
        Assert.Contains(judged.Schema, static column => column.Name == "Expected");
        Assert.InRange(verdict.Score, 0, 1);
    }

    [Fact]
    public void Classified_texts()
    {
        var (context, reviews) = (models.Context, models.Rows("texts"));
        #region MLNetTextExample
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.MulticlassClassification.Trainers.RecurrentTextClassification(new TextClassifierOptions { Hidden = 16, Epochs = 5 }))
            .Append(context.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel"));
        var split = context.Data.TrainTestSplit(reviews, testFraction: 0.2, seed: 1);
        var model = pipeline.Fit(split.TrainSet);
        double accuracy = context.MulticlassClassification.Evaluate(model.Transform(split.TestSet)).MicroAccuracy;
        #endregion
        Assert.InRange(accuracy, 0, 1);
    }

    [Fact]
    public void Tagged_sentences()
    {
        var (context, sentences, options) = (models.Context, models.Rows("sentences"), Models.TaggingOptions);
        #region MLNetTagExample
        var tagger = context.MulticlassClassification.Trainers.RecurrentTagging(options).Fit(sentences);   // Tokens and Label: a text or key each
        var lines = context.Data.LoadFromEnumerable(new[] { new Line { Text = "Anna went to Rome ." } });
        var tokens = context.Transforms.Text.TokenizeIntoWords("Tokens", "Text").Fit(lines).Transform(lines);
        IDataView tagged = tagger.Transform(tokens);                                                       // PredictedLabel: a tag a token
        #endregion
        Assert.Equal(5, context.Data.CreateEnumerable<Tags>(tagged, reuseRowObject: false).Single().PredictedLabel.Length);
    }

    private sealed class ShopSoFar
    {
        public string Shop { get; set; } = "";

        public DateTime Month { get; set; }

        public float[] Sales { get; set; } = [];
    }

    private sealed class ShopNext
    {
        public float[] Forecast { get; set; } = [];

        public float[] Lower { get; set; } = [];
    }

    private sealed class Line
    {
        public string Text { get; set; } = "";
    }

    private sealed class Tags
    {
        public string[] PredictedLabel { get; set; } = [];
    }
}
