using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Interop.Tasks.Tests;

public sealed class ForecastExportTests : IDisposable
{
    private const int Horizon = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<ForecasterOptions> Kinds =>
    [
        Options(),
        Options() with { Cell = "gru", Transform = DataTransformKind.Log, Members = 2 },
        Options() with { Body = ForecastBody.Segments, SegmentLength = 4, Cell = "gru" },
        Options() with { Body = ForecastBody.Dilated, Layers = 2, Base = ForecastBase.Smoothing },
        Options() with { Base = ForecastBase.Theta, Head = ForecastHead.Point },
        Options().WithTransformer() with { Hidden = 8, Layers = 1 },
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Monthly_quantiles_are_ours(ForecasterOptions options)
    {
        var model = Trained(Monthly(90), options);
        AssertSame(model, Monthly(101), length: 101);
        AssertSame(model, Monthly(61), length: 61);
    }

    [Fact]
    public void Hourly_quantiles_with_covariates_are_ours()
    {
        var model = Trained(Hourly(24 * 30, future: 0).Data, Options() with { SeasonalPeriods = [24] });
        var (data, future) = Hourly(24 * 20, Horizon);
        AssertSame(model, data, 24 * 20, future);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Short_series_are_read_as_ours(int length) => AssertSame(Trained(Monthly(90), Options()), Monthly(length), length);

    private static ForecasterOptions Options() => new() { Horizon = Horizon, Hidden = 8, Layers = 1, Members = 1, Epochs = 1, StepsPerEpoch = 10, Threads = 1, Quantiles = [0.1, 0.5, 0.9] };

    private static Forecaster Trained(SeriesCollection data, ForecasterOptions options) => Forecaster.Train(data, options, cancellationToken: TestContext.Current.CancellationToken).Model;

    private void AssertSame(Forecaster model, SeriesCollection data, int length, Dictionary<string, IReadOnlyList<Covariate>>? future = null)
    {
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        var result = run.Run(Inputs(model, data, length, future))["forecast"].Doubles;
        var ours = model.Predict(data, future: future);
        var levels = ours[0].Quantiles.Count;
        for (var row = 0; row < data.Count; row++)
        {
            for (var level = 0; level < levels; level++)
                Feed.Near(
                    ours[row].Quantile(ours[row].Quantiles[level]), Enumerable.Range(0, Horizon).Select(step => result[(((step * data.Count) + row) * levels) + level]));
        }
    }

    private static Dictionary<string, OnnxArray> Inputs(Forecaster model, SeriesCollection data, int length, Dictionary<string, IReadOnlyList<Covariate>>? future)
    {
        var (rows, all) = (data.Count, length + Horizon);
        var (values, times, basis) = (new double[length * rows], new long[all * rows], new double[Horizon * rows]);
        var (warm, cold) = (new double[all * rows], new double[length * rows]);
        for (var row = 0; row < rows; row++)
        {
            for (var step = 0; step < length; step++) values[(step * rows) + row] = data[row].Values[step];
            for (var step = 0; step < all; step++) times[(step * rows) + row] = (data[row].Times.Date(step)!.Value.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
            var prepared = new PreparedSeries(data[row], model.State.Preprocessing, new FeatureLayout(model.State.Preprocessing), Horizon, future?[data[row].Id]);
            var forecast = new double[Horizon];
            prepared.BaseForecast(length, forecast);
            for (var step = 0; step < Horizon; step++) basis[(step * rows) + row] = model.State.Preprocessing.Transform == DataTransformKind.Log ? Math.Exp(forecast[step]) : forecast[step];
            if (future is null) continue;
            for (var step = 0; step < all; step++)
                warm[(step * rows) + row] = step < length ? data[row].Covariates[0].Values[step] : future[data[row].Id][0].Values[step - length];
            for (var step = 0; step < length; step++) cold[(step * rows) + row] = data[row].Covariates[1].Values[step];
        }
        return new Dictionary<string, OnnxArray>
        {
            ["values"] = OnnxArray.Of(values, length, rows), ["times"] = OnnxArray.Of(times, all, rows), ["base_forecast"] = OnnxArray.Of(basis, Horizon, rows),
            ["future_covariates"] = OnnxArray.Of(warm, all, rows, 1), ["past_covariates"] = OnnxArray.Of(cold, length, rows, 1),
        };
    }

    private static SeriesCollection Monthly(int length) => new(Enumerable.Range(0, 3).Select(row => new Series(
        $"s{row}", Enumerable.Range(0, length).Select(t => (1000 * (row + 1)) + (5 * t) + (200 * Math.Sin((t + row) * Math.PI / 6)) + (17 * ((t * t) % 11))).ToArray(),
        TimeAxis.FromDate(new DateTime(2001, 3, 1), Frequency.Monthly))));

    private static (SeriesCollection Data, Dictionary<string, IReadOnlyList<Covariate>> Future) Hourly(int length, int future)
    {
        var ahead = new Dictionary<string, IReadOnlyList<Covariate>>();
        var series = new List<Series>();
        for (var row = 0; row < 2; row++)
        {
            double[] warm = [.. Enumerable.Range(0, length + future).Select(t => 15 + (8 * Math.Sin((t + row) * 0.05)))];
            double[] values = [.. Enumerable.Range(0, length).Select(t => 50 + (20 * Math.Sin(t * Math.PI / 12)) + warm[t] + ((t * t) % 7))];
            series.Add(new Series($"s{row}", values, TimeAxis.FromDate(new DateTime(2023, 11, 28), Frequency.Hourly, "yyyy-MM-dd HH:mm"))
            {
                Covariates = [new Covariate("warm", CovariateKind.Future, warm[..length]), new Covariate("cold", CovariateKind.Past, [.. values.Select(static one => one * 0.5)])],
            });
            ahead[$"s{row}"] = [new Covariate("warm", CovariateKind.Future, warm[length..])];
        }
        return (new SeriesCollection(series), ahead);
    }
}
