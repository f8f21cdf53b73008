using Recurrent.TimeSeries.Forecasting;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Forecasting;

/// <summary>Missing values in training, history and scores of a forecaster.</summary>
public sealed class MissingTrainingTests
{
    private const double Gap = double.NaN;

    [Fact]
    public void Missing_targets_have_no_weight_and_missing_inputs_are_told()
    {
        var (prepared, reader) = Prepare(Series.WithMissing("a", [1, 2, 3, 4, Gap, 6, 7, Gap, 9, 10]), readsMissing: true);
        var batch = new WindowBatch(reader, [new WindowOrigin(prepared, 6, 10)], horizon: 4);
        Assert.Equal([1, 0, 1, 1], batch.Mask);
        Assert.Equal(0, batch.Targets[1]);
        var flag = 1 + reader.Layout.DifferenceLags.Length;
        Assert.Equal([0, 0, 1, 0], Enumerable.Range(0, 4).Select(step => batch.Encoder[(step * reader.Layout.EncoderInputs) + flag]));
        // The level of a missing value is that of the value before it, and no change is claimed on either side.
        var inputs = Enumerable.Range(0, 4).Select(step => batch.Encoder.AsSpan(step * reader.Layout.EncoderInputs, 2).ToArray()).ToArray();
        Assert.Equal(inputs[1][0], inputs[2][0]);
        Assert.Equal((0, 0), (inputs[2][1], inputs[3][1]));
    }

    [Fact]
    public void What_lies_behind_the_origin_changes_no_input()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(t => t % 7 == 3 ? Gap : Math.Sin(t) + t)];
        var changed = values.ToArray();
        for (var t = 25; t < 39; t++) changed[t] = t % 3 == 0 ? Gap : -100 + t;
        foreach (var readsMissing in new[] { true, false })
        {
            var (first, reader) = Prepare(Series.WithMissing("a", values), readsMissing);
            var (second, _) = Prepare(Series.WithMissing("a", changed), readsMissing);
            var one = new WindowBatch(reader, [new WindowOrigin(first, 25, 40)], horizon: 4);
            var other = new WindowBatch(reader, [new WindowOrigin(second, 25, 40)], horizon: 4);
            Assert.Equal(one.Encoder, other.Encoder);
            Assert.Equal(one.Decoder, other.Decoder);
            Assert.Equal(one.Base, other.Base);
            Assert.Equal(one.Scale, other.Scale);
            Assert.NotEqual(one.Targets, other.Targets);
        }
    }

    [Fact]
    public void Units_come_from_known_values_alone()
    {
        // Known changes of 1; the stand-in would make one of 0 and one of 2.
        var (prepared, reader) = Prepare(Series.WithMissing("a", [1, 2, 3, Gap, 5, 6]), readsMissing: true);
        Assert.Equal(1, new WindowBatch(reader, [new WindowOrigin(prepared, 6, 6)], horizon: 1).Scale[0]);
        Assert.Equal((5, 17 / 5.0), (prepared.Known(0, 6), prepared.Mean(0, 6)));
        double[] known = [1, 2, 3, 5, 6];
        Assert.Equal(Math.Sqrt(known.Select(value => Math.Pow(value - 3.4, 2)).Average()), prepared.Deviation(0, 6), 1e-12);
    }

    [Fact]
    public void Series_with_a_fifth_missing_are_learnt()
    {
        var data = Lacking(Synthetic.Seasonal(count: 3, length: 240), share: 0.2);
        var training = Synthetic.Train(data, Synthetic.Short with { Epochs = 8, StepsPerEpoch = 20 });

        Assert.True(training.Model.ReadsMissingValues);
        var noted = Assert.Single(training.Settings, one => one.Name == "missing values");
        Assert.StartsWith($"{data.Sum(series => series.MissingCount)} of 720 in 3 of 3 series", noted.Value, StringComparison.Ordinal);
        Assert.Equal("12", training.Settings.First(one => one.Name == "seasonality").Value);
        Assert.True(training.Test.Model.Mae < training.Test.Baseline("naive").Mae, $"{training.Test.Model}");
        Assert.All(training.Model.Predict(), forecast => Assert.All(forecast.Point, value => Assert.InRange(value, 10, 40)));
    }

    [Fact]
    public void Scores_are_means_over_the_known_values()
    {
        var data = Lacking(Synthetic.Seasonal(), share: 0.25);
        var evaluation = Synthetic.Train(data, Synthetic.Short).Test;
        foreach (var scores in evaluation.Series)
        {
            var series = data[scores.Id];
            var actual = series.Values[^Synthetic.Horizon..].ToArray();
            Assert.InRange(actual.Count(double.IsNaN), 1, Synthetic.Horizon - 1);
            double[] errors = [.. actual.Zip(evaluation.Forecasts[scores.Id].Point, (y, f) => Math.Abs(y - f)).Where(error => !double.IsNaN(error))];
            Assert.Equal(errors.Average(), scores.Model.Mae, 1e-12);
            var last = series.Values[..^Synthetic.Horizon].ToArray().Last(value => !double.IsNaN(value));
            double[] naive = [.. actual.Where(value => !double.IsNaN(value)).Select(value => Math.Abs(value - last))];
            Assert.Equal(naive.Average(), scores.Baselines.First(one => one.Method == "naive").Mae, 1e-12);
        }
        Assert.Equal(evaluation.Series.Average(one => one.Model.Mae), evaluation.Model.Mae, 1e-12);
    }

    [Fact]
    public void A_saved_model_continues_series_with_missing_values_alike()
    {
        using var folder = new TemporaryFolder();
        var data = Lacking(Synthetic.Seasonal(), share: 0.2);
        foreach (var options in new[] { Synthetic.Short, Synthetic.Short with { Base = ForecastBase.Theta, Body = ForecastBody.Dilated }, Synthetic.Short with { Body = ForecastBody.Segments } })
        {
            var model = Synthetic.Train(data, options).Model;
            model.Save(folder.Path);
            var loaded = Forecaster.Load(folder.Path);
            Assert.Equal(data[0].Values.ToArray(), loaded.History[0].Values.ToArray());
            Assert.Equal(model.Predict()[1].Quantile(0.9), loaded.Predict()[1].Quantile(0.9));
        }
    }

    [Fact]
    public void A_model_of_complete_series_continues_a_history_with_a_gap()
    {
        var data = Synthetic.Seasonal(length: 200, noise: 0.1);
        var model = Synthetic.Train(data, Synthetic.Short with { Epochs = 8 }).Model;
        Assert.False(model.ReadsMissingValues);
        var lacking = new SeriesCollection(data.Select(series =>
        {
            var values = series.Values.ToArray();
            values.AsSpan(values.Length - 10, 6).Fill(Gap);
            return Series.WithMissing(series.Id, values, series.Times);
        }));
        Assert.All(model.Predict(lacking)[0].Point.Zip(model.Predict()[0].Point), pair => Assert.Equal(pair.Second, pair.First, 1.0));
    }

    [Fact]
    public void The_base_forecast_is_chosen_by_its_error_on_known_values()
    {
        // Seasons on a steep line: the smoothing that carries the slope on wins by far, with values missing as without.
        var data = new SeriesCollection([new Series("a", Synthetic.Values(120, "noise", (t, random) => (5 * t) + (20 * Math.Sin(2 * Math.PI * t / 12)) + random), Synthetic.Seasonal()[0].Times)]);
        var chosen = Base(data);
        Assert.NotEqual("last season of 12", chosen);
        Assert.Equal(chosen, Base(Lacking(data, share: 0.1)));

        static string Base(SeriesCollection data) => Synthetic.Train(data, Synthetic.Short with { Epochs = 1 }).Settings.First(one => one.Name == "base forecast").Value;
    }

    [Fact]
    public void Too_little_known_is_refused_with_the_series()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(t => (double)t)];
        var early = values.ToArray();
        early.AsSpan(1, 58).Fill(Gap);
        Assert.Contains("'early' has 1 known values before", Refused(early, "early").Message, StringComparison.Ordinal);
        var late = new SeriesCollection([new Series("late", values, TimeAxis.RowNumbers)]);
        var model = Synthetic.Train(late, Synthetic.Short).Model;
        Assert.Contains("'early'", Assert.Throws<DataFormatException>(() => model.Evaluate(new SeriesCollection([Series.WithMissing("early", early)]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_past_covariates_are_masked_and_missing_future_ones_refused_with_id_and_date()
    {
        const int length = 160;
        var rain = Synthetic.Values(length, "rain", (t, random) => t % 5 == 2 ? Gap : random);
        var promotion = Synthetic.Values(length + Synthetic.Horizon, "promotion", (t, random) => t % 11 == 4 && t < length ? Gap : random > 0 ? 1 : 0);
        var times = TimeAxis.FromDate(new DateTime(2024, 1, 1), Frequency.Daily);
        var data = new SeriesCollection([new Series("shop", Synthetic.Values(length, "noise", (_, random) => 10 + random), times)
        {
            Covariates = [new Covariate("rain", CovariateKind.Past, rain), new Covariate("promotion", CovariateKind.Future, promotion[..length])],
        }]);
        var training = Synthetic.Train(data, Synthetic.Short);
        Assert.Equal("32", training.Settings.First(one => one.Name == "missing values of rain").Value);

        Assert.All(Predict(promotion[length..])[0].Point, value => Assert.InRange(value, 5, 15));
        var ahead = promotion[length..];
        ahead[3] = Gap;
        Assert.Contains("'promotion' of series 'shop' has no value for 2024-06-12", Assert.Throws<DataFormatException>(() => Predict(ahead)).Message, StringComparison.Ordinal);

        ForecastSet Predict(double[] future) =>
            training.Model.Predict(future: new Dictionary<string, IReadOnlyList<Covariate>> { ["shop"] = [new Covariate("promotion", CovariateKind.Future, future)] });
    }

    [Fact]
    public void A_masked_covariate_is_the_mean_and_flagged()
    {
        var series = new Series("a", [1, 2, 3, 4, 5, 6]) { Covariates = [new Covariate("rain", CovariateKind.Past, [1, Gap, 3, 1, 3, Gap])] };
        var scale = Assert.Single(CovariateChooser.Covariates(new SeriesCollection([series]), horizon: 1));
        Assert.Equal((2, 1, true), (scale.Offset, scale.Factor, scale.ReadsMissing));
        var table = new float[12];
        new CovariateReader(series, null, 0).Read(scale, table, 0, 2);
        Assert.Equal([-1, 0, 0, 1, 1, 0, -1, 0, 1, 0, 0, 1], table);
    }

    private static DataFormatException Refused(double[] values, string id) =>
        Assert.Throws<DataFormatException>(() => Synthetic.Train(new SeriesCollection([Series.WithMissing(id, values)]), Synthetic.Short));

    private static (PreparedSeries Series, WindowReader Reader) Prepare(Series series, bool readsMissing)
    {
        var preprocessing = new ForecastPreprocessing
        {
            Frequency = series.Frequency,
            Context = 4,
            Periods = [],
            BasePeriod = 1,
            ScoringPeriod = 1,
            Transform = DataTransformKind.None,
            LogFloor = 0,
            Cycles = [],
            Covariates = [],
            Statics = [],
            ReadsMissing = readsMissing,
            Settings = [],
        };
        var layout = new FeatureLayout(preprocessing);
        return (new PreparedSeries(series, preprocessing, layout, 0, null), new WindowReader(preprocessing, layout, trainedHorizon: 4));
    }

    /// <summary>The same series without every so-many-th value, the ends kept.</summary>
    private static SeriesCollection Lacking(SeriesCollection data, double share)
    {
        var random = new Random(5);
        return new SeriesCollection(data.Select(series =>
        {
            var values = series.Values.ToArray();
            for (var t = 1; t < values.Length - 1; t++)
                if (random.NextDouble() < share) values[t] = Gap;
            return Series.WithMissing(series.Id, values, series.Times);
        }));
    }
}
