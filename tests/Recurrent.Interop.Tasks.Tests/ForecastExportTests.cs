using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;

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

    [Theory]
    [InlineData(ForecastHead.Normal, "lstm", 1)]
    [InlineData(ForecastHead.StudentT, "gru", 2)]
    [InlineData(ForecastHead.NegativeBinomial, "lstm", 1)]
    [InlineData(ForecastHead.Poisson, "gru", 1)]
    [InlineData(ForecastHead.Gamma, "transformer", 1)]
    public void Parameters_of_the_next_value_are_ours(ForecastHead head, string cell, int members)
    {
        var model = Trained(Counts(90), Options() with { Head = head, Cell = cell, Members = members });
        Feed.Shake(model.State.Network);
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        foreach (var (origin, drawn) in new[] { (70, 0), (70, 4), (20, 3), (3, 2) })
        {
            var data = Counts(origin + drawn + 1);
            var inputs = Inputs(model, data, origin + drawn, future: null, ahead: 1);
            inputs["drawn"] = OnnxArray.Of(new long[] { drawn }, 1);
            Feed.Near(Parameters(model, data, origin, drawn), run.Run(inputs)["parameters"].Doubles);
        }
    }

    /// <summary>What the members say of the value behind some that count as drawn.</summary>
    private static List<double> Parameters(Forecaster model, SeriesCollection data, int origin, int drawn)
    {
        var (state, network, expected) = (model.State, (PathNetwork)model.State.Network, new List<double>());
        var reader = new PathReader(state.Preprocessing, new PathLayout(state.Preprocessing, state.Architecture.Head));
        PreparedSeries[] prepared = [.. data.Select(one => new PreparedSeries(one, state.Preprocessing, new FeatureLayout(state.Preprocessing), 0, null))];
        foreach (var member in network.Members)
            foreach (var series in prepared)
            {
                var tape = Tape.ForInference();
                var batch = new PathBatch(reader, [new WindowOrigin(series, origin, origin + drawn + 1)], drawn + 1);
                var outputs = member.Run(tape, Valid(tape, batch)).Values;
                expected.AddRange(Read(state.Architecture.Head, outputs[^network.Likelihood.Outputs..], batch.Units[0], reader, new PathValues(series.Values, origin + drawn, []), origin + drawn));
            }
        return expected;
    }

    private static SequenceBatch Valid(Tape tape, PathBatch batch)
    {
        var all = batch.Inputs(tape);
        return new SequenceBatch(tape.Slice(all.Values, 0, 0, all.LengthOf(0)));
    }

    private static double[] Read(ForecastHead head, ReadOnlySpan<float> outputs, PathUnits units, PathReader reader, PathValues values, int t)
    {
        var place = head.IsPositive() ? 0 : reader.Value(outputs[0], values, t, units);
        return head switch
        {
            ForecastHead.Normal => [place, units.Unit * Positive(outputs[1], 1e-3f)],
            ForecastHead.StudentT => [place, units.Unit * Positive(outputs[1], 1e-3f), Positive(outputs[2], 2.01f)],
            ForecastHead.NegativeBinomial => [units.Unit * Positive(outputs[0], 1e-4f), Positive(outputs[1], 1e-5f)],
            ForecastHead.Gamma => [units.Unit * Positive(outputs[0], 1e-4f), Positive(outputs[1], 1e-2f)],
            _ => [units.Unit * Positive(outputs[0], 1e-4f)],
        };
    }

    private static double Positive(double output, float floor) => Math.Max(output, 0) + Math.Log(1 + Math.Exp(-Math.Abs(output))) + floor;

    private static ForecasterOptions Options() => new() { Horizon = Horizon, Hidden = 8, Layers = 1, Members = 1, Epochs = 1, StepsPerEpoch = 10, Threads = 1, Quantiles = [0.1, 0.5, 0.9] };

    private static Forecaster Trained(SeriesCollection data, ForecasterOptions options) => Forecaster.Train(data, options, cancellationToken: TestContext.Current.CancellationToken).Model;

    private void AssertSame(Forecaster model, SeriesCollection data, int length, Dictionary<string, IReadOnlyList<Covariate>>? future = null)
    {
        Feed.Shake(model.State.Network);
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

    private static Dictionary<string, OnnxArray> Inputs(Forecaster model, SeriesCollection data, int length, Dictionary<string, IReadOnlyList<Covariate>>? future, int ahead = Horizon)
    {
        var (rows, all) = (data.Count, length + ahead);
        var (values, times, basis) = (new double[length * rows], new long[all * rows], new double[Horizon * rows]);
        var (warm, cold) = (new double[all * rows], new double[length * rows]);
        for (var row = 0; row < rows; row++)
        {
            for (var step = 0; step < length; step++) values[(step * rows) + row] = data[row].Values[step];
            for (var step = 0; step < all; step++) times[(step * rows) + row] = (data[row].Times.Date(step)!.Value.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
            var prepared = new PreparedSeries(data[row], model.State.Preprocessing, new FeatureLayout(model.State.Preprocessing), Horizon, future?[data[row].Id]);
            var forecast = new double[Horizon];
            prepared.BaseForecast(Math.Min(length, data[row].Length), forecast);
            for (var step = 0; step < Horizon; step++) basis[(step * rows) + row] = model.State.Preprocessing.Transform == DataTransformKind.Log ? Math.Exp(forecast[step]) : forecast[step];
            if (future is null) continue;
            for (var step = 0; step < all; step++)
                warm[(step * rows) + row] = step < length ? data[row].Covariates[0].Values[step] : future[data[row].Id][0].Values[step - length];
            for (var step = 0; step < length; step++) cold[(step * rows) + row] = data[row].Covariates[1].Values[step];
        }
        return new Dictionary<string, OnnxArray>
        {
            ["values"] = OnnxArray.Of(values, length, rows),
            ["times"] = OnnxArray.Of(times, all, rows),
            ["base_forecast"] = OnnxArray.Of(basis, Horizon, rows),
            ["future_covariates"] = OnnxArray.Of(warm, all, rows, 1),
            ["past_covariates"] = OnnxArray.Of(cold, length, rows, 1),
        };
    }

    private static SeriesCollection Counts(int length) => new(Enumerable.Range(0, 2).Select(row => new Series(
        $"s{row}", Enumerable.Range(0, length).Select(t => Math.Round(12 + (8 * row) + (6 * Math.Sin((t + row) * Math.PI / 6)) + ((t * t) % 5))).ToArray(),
        TimeAxis.FromDate(new DateTime(2001, 3, 1), Frequency.Monthly))));

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
