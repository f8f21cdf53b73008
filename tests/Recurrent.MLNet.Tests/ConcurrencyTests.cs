using Microsoft.ML.Data;
using Recurrent.MLNet.Host;
using Recurrent.Testing;

namespace Recurrent.MLNet.Tests;

public sealed class ConcurrencyTests(Models models) : IClassFixture<Models>
{
    private const int Threads = 16;

    [Fact]
    public void One_loaded_classifier_serves_many_engines_at_once_with_the_same_bits() =>
        Check<TextRow, Scores>("texts", SampleRows.Texts(), static said => said.Score);

    [Fact]
    public void One_loaded_tagger_serves_many_engines_at_once_with_the_same_bits() =>
        Check<SentenceRow, Scores>("sentences", SampleRows.Sentences(), static said => said.Score);

    [Fact]
    public void One_loaded_forecaster_serves_many_engines_at_once_with_the_same_bits() =>
        Check<HistoryRow, Forecasts>("histories", SampleRows.Histories(), static said => said.Forecast);

    [Fact]
    public void One_detector_judges_many_views_at_once_with_the_same_bits()
    {
        var expected = ViewText.Lines(models.Detection.Transform(models.Rows("load")));
        var said = new IReadOnlyList<string>[Threads];
        Parallel.For(0, Threads, Many, thread => said[thread] = ViewText.Lines(models.Detection.Transform(models.Rows("load"))));
        Assert.All(said, lines => Assert.Equal(expected, lines));
    }

    [Fact]
    public void Cursors_side_by_side_cover_every_row_once()
    {
        var view = models.Tagging.Transform(models.Rows("sentences"));
        var column = view.Schema["PredictedLabel"];
        var rows = 0;
        Parallel.ForEach(view.GetRowCursorSet([column], 4), cursor =>
        {
            var getter = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
            VBuffer<ReadOnlyMemory<char>> tags = default;
            while (cursor.MoveNext())
            {
                getter(ref tags);
                Interlocked.Add(ref rows, tags.Length / 5);
            }

            cursor.Dispose();
        });
        Assert.Equal(40, rows);
        var judged = models.Detection.Transform(models.Rows("load"));
        Assert.Single(judged.GetRowCursorSet([judged.Schema["Score"]], 4)).Dispose();
    }

    private static ParallelOptions Many => new() { MaxDegreeOfParallelism = Threads };

    private void Check<TRow, TSaid>(string rows, IReadOnlyList<TRow> inputs, Func<TSaid, float[]> values)
        where TRow : class
        where TSaid : class, new()
    {
        using var folder = new TestFolder();
        models.Context.Model.Save(models.For(rows), models.Rows(rows).Schema, folder["model.zip"]);
        var loaded = models.Context.Model.Load(folder["model.zip"], out _);
        using var single = models.Context.Model.CreatePredictionEngine<TRow, TSaid>(models.For(rows));
        float[][] expected = [.. inputs.Select(row => values(single.Predict(row)))];
        var said = new float[Threads][][];
        Parallel.For(0, Threads, Many, thread =>
        {
            using var engine = models.Context.Model.CreatePredictionEngine<TRow, TSaid>(loaded);
            // Every thread in another order: an engine must not remember.
            said[thread] = new float[inputs.Count][];
            for (var step = 0; step < inputs.Count; step++)
            {
                var index = (step + (thread * 3)) % inputs.Count;
                said[thread][index] = values(engine.Predict(inputs[index]));
            }
        });
        Assert.All(said, values => Assert.Equal(expected, values));
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Forecasts
    {
        public float[] Forecast { get; set; } = [];
    }
}
