using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Host;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.Training.Data;

namespace Recurrent.MLNet.Tests;

public sealed class DetectionTests(Models models) : IClassFixture<Models>
{
    private MLContext Context => models.Context;

    [Fact]
    public void Rows_are_judged_as_by_the_detector_itself()
    {
        var rows = SampleRows.Load(400);
        var table = new DetectionTable("load", ["Load"], [.. rows.Select(static row => (double)row.Load)], [.. rows.Select(static row => row.Time.Ticks)]);
        var expected = models.Detection.Model.Detect(table);
        var view = models.Detection.Transform(models.Rows("load"));
        Assert.Equal(expected.Select(static one => (float)one.Score), view.GetColumn<float>("Score"));
        Assert.Equal(expected.Select(static one => one.IsAnomaly), view.GetColumn<bool>("PredictedLabel"));
        Assert.Equal(expected.Select(static one => (float)one.Expected), view.GetColumn<float>("Expected"));
        Assert.Equal(expected.Select(static one => (float)one.Deviation), view.GetColumn<float>("Deviation"));
        Assert.All(view.GetColumn<string>("Channel"), static name => Assert.Equal("Load", name));
        Assert.Contains(true, view.GetColumn<bool>("PredictedLabel"));
    }

    [Fact]
    public void Rows_that_nobody_reads_count_all_the_same()
    {
        var view = models.Detection.Transform(models.Rows("load"));
        var all = view.GetColumn<float>("Score").ToArray();
        using var cursor = view.GetRowCursor([view.Schema["Score"]]);
        var getter = cursor.GetGetter<float>(view.Schema["Score"]);
        for (var row = 0; row <= 300; row++) Assert.True(cursor.MoveNext());
        var score = 0f;
        getter(ref score);
        Assert.Equal(all[300], score);
    }

    [Fact]
    public void MlNet_evaluates_the_columns()
    {
        var judged = models.Detection.Transform(models.Rows("load"));
        judged = Context.Transforms.Conversion.ConvertType("Label", "IsFault").Fit(judged).Transform(judged);
        var metrics = Context.AnomalyDetection.Evaluate(judged, falsePositiveCount: 5);
        Assert.True(metrics.AreaUnderRocCurve > 0.9, $"{metrics.AreaUnderRocCurve}");
    }

    [Fact]
    public void A_prediction_engine_judges_the_end_of_a_window()
    {
        var rows = SampleRows.Load(150);
        using var engine = Context.Model.CreatePredictionEngine<Window, Verdict>(models.Detection);
        var stream = models.Detection.Model.OpenStream();
        Detection expected = default;
        foreach (var row in rows) expected = stream.Push(row.Time.Ticks, [row.Load]);
        for (var again = 0; again < 2; again++)
        {
            var verdict = engine.Predict(new Window { Load = [.. rows.Select(static row => row.Load)], Time = rows[^1].Time });
            Assert.Equal((float)expected.Score, verdict.Score);
            Assert.Equal(expected.IsAnomaly, verdict.PredictedLabel);
        }

        Assert.Throws<DataFormatException>(() => engine.Predict(new Window { Time = rows[^1].Time }));
    }

    [Fact]
    public void A_prediction_engine_on_single_values_says_what_to_give_instead()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => Context.Model.CreatePredictionEngine<LoadRow, Verdict>(models.Detection));
        Assert.Contains("OpenStream", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_may_stand_in_columns_or_in_one_vector()
    {
        var rows = SampleRows.Load(300);
        IDataView view = Context.Data.LoadFromEnumerable(rows.Select(static (row, index) => new Two { A = row.Load, B = index % 7 }));
        view = Context.Transforms.Concatenate("Both", "A", "B").Fit(view).Transform(view);
        var options = Models.DetectionOptions with { Window = 8 };
        var apart = Fit(view, options, ["A", "B"]);
        var together = Fit(view, options, ["Both"]);
        Assert.Equal(["A", "B"], together.Model.Channels);
        Assert.Equal(apart.Transform(view).GetColumn<float>("Score"), together.Transform(view).GetColumn<float>("Score"));
        var wrong = Assert.Throws<ArgumentException>(() => new RecurrentDetectionTransformer(apart.Model, new DetectionColumnNames { Channels = ["A"] }).Transform(view));
        Assert.Contains("A, B", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_value_is_not_judged_and_an_infinite_one_refused()
    {
        var rows = SampleRows.Load(400);
        rows[200].Load = float.NaN;
        var view = models.Detection.Transform(Context.Data.LoadFromEnumerable(rows));
        Assert.True(float.IsNaN(view.GetColumn<float>("Score").ElementAt(200)));
        Assert.False(view.GetColumn<bool>("PredictedLabel").ElementAt(200));
        rows[200].Load = float.NegativeInfinity;
        var wrong = Assert.Throws<DataFormatException>(() => Context.AnomalyDetection.Trainers.RecurrentNetwork(Models.DetectionOptions, Models.DetectionColumns).Fit(Context.Data.LoadFromEnumerable(rows)));
        Assert.Equal(("Load", 201), (wrong.Column, wrong.Row));
    }

    [Fact]
    public void No_channel_and_no_time_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Context.AnomalyDetection.Trainers.RecurrentNetwork(columns: new DetectionColumnNames { Channels = [] }));
        if (models.Detection.Model.NeedsTimes)
            Assert.Throws<ArgumentException>(() => new RecurrentDetectionTransformer(models.Detection.Model, new DetectionColumnNames { Channels = ["Load"] }));
    }

    private RecurrentDetectionTransformer Fit(IDataView view, DetectorOptions options, IReadOnlyList<string> channels) =>
        Context.AnomalyDetection.Trainers.RecurrentNetwork(options, new DetectionColumnNames { Channels = channels }).Fit(view);

    private sealed class Window
    {
        public float[] Load { get; set; } = [];

        public DateTime Time { get; set; }
    }

    private sealed class Verdict
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }
    }

    private sealed class Two
    {
        public float A { get; set; }

        public float B { get; set; }
    }
}
