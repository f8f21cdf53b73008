using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;

namespace Recurrent.TimeSeries.Tests.Forecasting.Paths;

public sealed class MissingHeadTests
{
    private const double Gap = double.NaN;

    [Theory]
    [InlineData(ForecastHead.Normal)]
    [InlineData(ForecastHead.Gamma)]
    public void A_missing_value_is_no_target_and_the_step_behind_it_is_told(ForecastHead head)
    {
        var preprocessing = Preprocessing(readsMissing: true);
        var prepared = new PreparedSeries(Series.WithMissing("a", [1, 2, 3, Gap, 5, 6, 7, 8]), preprocessing, new FeatureLayout(preprocessing), 0, null);
        var reader = new PathReader(preprocessing, new PathLayout(preprocessing, head));
        var batch = new PathBatch(reader, [new WindowOrigin(prepared, 6, 8)], horizon: 2, countsContext: true);

        // Steps 0 to 7 of the window; a head of changes has no base before the first value.
        Assert.Equal(head == ForecastHead.Gamma ? 7 : 6, batch.Weight);
        var (width, own) = (reader.Layout.Inputs, reader.Layout.Own);
        var inputs = new float[width];
        for (var t = 1; t < 8; t++)
        {
            reader.Inputs(inputs, new PathValues(prepared.Values, 8, []), t, reader.Measure(prepared, 6), prepared);
            Assert.Equal(t == 4 ? 1 : 0, inputs[own - 1]);
        }
    }

    [Theory]
    [InlineData(ForecastHead.Normal)]
    [InlineData(ForecastHead.NegativeBinomial)]
    public void Series_with_a_fifth_missing_are_learnt_by_heads_that_draw(ForecastHead head)
    {
        var random = new Random(3);
        var whole = Synthetic.Change(Synthetic.Seasonal(count: 3, length: 240), static series => [.. series.Values.ToArray().Select(static value => Math.Round(value))]);
        var data = new SeriesCollection(whole.Select(series => Series.WithMissing(
            series.Id, [.. series.Values.ToArray().Select((value, t) => t > 12 && t < 239 && random.NextDouble() < 0.2 ? Gap : value)], series.Times)));
        var training = Synthetic.Train(data, Synthetic.Short with { Head = head, Epochs = 8, StepsPerEpoch = 20, Paths = 100 });
        Assert.True(training.Model.ReadsMissingValues);
        Assert.True(training.Test.Model.Mae < training.Test.Baseline("naive").Mae, $"{training.Test.Model}");
        Assert.All(training.Model.Predict(), forecast => Assert.All(forecast.Point, value => Assert.InRange(value, 10, 40)));
    }

    [Fact]
    public void Draws_are_not_told_which_values_behind_the_origin_are_missing()
    {
        var data = Gaps(Synthetic.Seasonal(count: 2, length: 120), static t => t % 9 == 4);
        var model = Synthetic.Train(data, Synthetic.Short with { Head = ForecastHead.Normal, Paths = 50 }).Model;
        var origin = 120 - Synthetic.Horizon;

        var gaps = model.Evaluate(Gaps(data, t => t > origin && t < 118)).Forecasts[0];

        Assert.True(model.ReadsMissingValues);
        Assert.Equal(model.Evaluate(data).Forecasts[0].Point, gaps.Point);
        Assert.NotEqual(model.Evaluate(Gaps(data, t => t == origin - 1)).Forecasts[0].Point, gaps.Point);
    }

    private static SeriesCollection Gaps(SeriesCollection data, Func<int, bool> isMissing) => new(data.Select(series =>
        Series.WithMissing(series.Id, [.. series.Values.ToArray().Select((value, t) => isMissing(t) ? Gap : value)], series.Times)));

    private static ForecastPreprocessing Preprocessing(bool readsMissing) => new()
    {
        Frequency = Frequency.Monthly,
        Context = 6,
        Periods = [],
        BasePeriod = 1,
        ScoringPeriod = 1,
        Cycles = [],
        Covariates = [],
        Statics = [],
        Settings = [],
        LogFloor = 0,
        Transform = DataTransformKind.None,
        ReadsMissing = readsMissing,
    };
}
