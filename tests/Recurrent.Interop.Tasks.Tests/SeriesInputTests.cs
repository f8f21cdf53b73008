using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Tests;

/// <summary>Calendars, holidays, gaps and names that never change, each against the forecast of the model itself.</summary>
public sealed class SeriesInputTests : IDisposable
{
    private const int Horizon = 5;
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Days_of_leap_years_holidays_and_shops_are_read_as_ours()
    {
        var model = Trained(Daily(800, [7]).Data);
        var (data, future) = Daily(500, [3, 2]);
        AssertSame(model, data, future, 500);
    }

    [Fact]
    public void Rows_without_dates_are_counted()
    {
        var series = new Series("s", [.. Enumerable.Range(0, 150).Select(static t => 10 + (t % 8) + Math.Sin(t))]);
        var model = Trained(new SeriesCollection([series]), periods: [8]);
        AssertSame(model, new SeriesCollection([new Series("s", series.Values[..131])]), null, 131);
    }

    [Fact]
    public void Gaps_are_read_as_ours_once_they_are_filled()
    {
        var model = Trained(Gappy(200), periods: [7]);
        Assert.True(model.State.Preprocessing.ReadsMissing);
        AssertSame(model, Gappy(151), null, 151);
    }

    private static Forecaster Trained(SeriesCollection data, IReadOnlyList<int>? periods = null) => Forecaster.Train(
        data,
        new ForecasterOptions { Horizon = Horizon, Hidden = 8, Layers = 1, Members = 1, Epochs = 1, StepsPerEpoch = 10, Threads = 1, Quantiles = [0.1, 0.5, 0.9], SeasonalPeriods = periods },
        cancellationToken: TestContext.Current.CancellationToken).Model;

    private void AssertSame(Forecaster model, SeriesCollection data, Dictionary<string, IReadOnlyList<Covariate>>? future, int length)
    {
        Feed.Shake(model.State.Network);
        using var run = new OnnxModel(model.SaveOnnx(Path.Combine(_folder, "model.onnx")).File);
        var result = run.Run(Inputs(model, data, future, length))["forecast"].Doubles;
        var ours = model.Predict(data, future: future);
        for (var row = 0; row < data.Count; row++)
            for (var level = 0; level < 3; level++)
                Feed.Near(ours[row].Quantile(ours[row].Quantiles[level]), Enumerable.Range(0, Horizon).Select(step => result[(((step * data.Count) + row) * 3) + level]));
    }

    private static Dictionary<string, OnnxArray> Inputs(Forecaster model, SeriesCollection data, Dictionary<string, IReadOnlyList<Covariate>>? future, int length)
    {
        var (preprocessing, rows, all) = (model.State.Preprocessing, data.Count, length + Horizon);
        var holidays = preprocessing.Holidays.Sum(static one => one.Inputs);
        var (values, known) = (new double[length * rows], new double[length * rows]);
        var (times, steps, days) = (new long[all * rows], new long[all * rows], new float[all * rows * holidays]);
        for (var row = 0; row < rows; row++)
        {
            double[] filled = data[row].MissingCount == 0 ? data[row].Values.ToArray() : KnownValues.Fill(data[row].Values, preprocessing.BasePeriod);
            var layout = new FeatureLayout(preprocessing);
            var prepared = new PreparedSeries(data[row], preprocessing, layout, Horizon, future?[data[row].Id]);
            for (var step = 0; step < all; step++)
            {
                var place = (step * rows) + row;
                steps[place] = step;
                if (data.Frequency.IsCalendar) times[place] = (data[row].Times.Date(step)!.Value.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
                prepared.Shared(step).Slice(2 * preprocessing.Cycles.Length, holidays).CopyTo(days.AsSpan(place * holidays));
                if (step < length) (values[place], known[place]) = (filled[step], data[row].IsKnown(step) ? 1 : 0);
            }
        }
        long[] statics = [.. data.SelectMany(one => preprocessing.Statics.Select(vocabulary => (long)Array.IndexOf(vocabulary.Values, one.StaticCovariates[vocabulary.Name])))];
        return new Dictionary<string, OnnxArray>
        {
            ["values"] = OnnxArray.Of(values, length, rows),
            ["known"] = OnnxArray.Of(known, length, rows),
            ["times"] = OnnxArray.Of(times, all, rows),
            ["steps"] = OnnxArray.Of(steps, all, rows),
            ["holidays"] = OnnxArray.Of(days, all, rows, holidays),
            ["statics"] = OnnxArray.Of(statics, rows, preprocessing.Statics.Length),
        };
    }

    private static SeriesCollection Gappy(int length) => new(Enumerable.Range(0, 2).Select(row => Series.WithMissing(
        $"s{row}", Enumerable.Range(0, length).Select(t => (t + row) % 9 == 4 || t % 31 is 11 or 12 ? double.NaN : 40 + (10 * row) + (6 * Math.Sin(t * 0.9)) + (t % 7)).ToArray())));

    private static (SeriesCollection Data, Dictionary<string, IReadOnlyList<Covariate>> Future) Daily(int length, int[] shops)
    {
        var (series, ahead) = (new List<Series>(), new Dictionary<string, IReadOnlyList<Covariate>>());
        for (var row = 0; row < 3; row++)
        {
            string[] labels = [.. Enumerable.Range(0, length + Horizon).Select(t => t % 100 == 17 ? "fair" : t % 60 == 2 ? "market" : "")];
            double[] values = [.. Enumerable.Range(0, length).Select(t => 100 + (30 * row) + (10 * (t % 7)) + (labels[t].Length > 0 ? 40 : 0) + (5 * Math.Cos(t * 2 * Math.PI / 365)))];
            series.Add(new Series($"s{row}", values, TimeAxis.FromDate(new DateTime(2019, 2, 3), Frequency.Daily))
            {
                Covariates = [Covariate.Holidays("events", labels[..length])],
                StaticCovariates = new Dictionary<string, string> { ["shop"] = $"kind{(row + shops[0]) % 2}" },
            });
            ahead[$"s{row}"] = [Covariate.Holidays("events", labels[length..])];
        }
        return (new SeriesCollection(series), ahead);
    }
}
