using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Signals;
using Recurrent.TimeSeries.Signals.Audio;
using Recurrent.TimeSeries.Signals.Classification;
using Recurrent.TimeSeries.Signals.Features;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Interop.Tasks.Tests;

public sealed class SignalExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("gru", true, true, false)]
    [InlineData("lstm", false, false, false)]
    [InlineData("gru", true, true, true)]
    public void Classifier_gives_our_probabilities(string cell, bool slopes, bool centre, bool transformer)
    {
        var options = new SignalClassifierOptions { Cell = cell, Hidden = 8, Epochs = 2, Members = 2, Slopes = slopes, Centre = centre, Threads = 1 };
        var model = SignalClassifier.Train(
            [.. Enumerable.Range(0, 40).Select(index => Wave(index, 20 + (index % 9)))], transformer ? options.WithTransformer() with { Hidden = 8 } : options,
            cancellationToken: TestContext.Current.CancellationToken).Model;
        Feed.Shake(model.State.Network);
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        Signal[] signals = [Wave(101, 31), Wave(102, 12), Wave(103, 1)];
        var values = new float[31 * signals.Length * 2];
        for (var row = 0; row < signals.Length; row++)
            for (var step = 0; step < signals[row].Length; step++) signals[row].Values.Slice(2 * step, 2).CopyTo(values.AsSpan(((step * signals.Length) + row) * 2));
        var result = run.Run(new Dictionary<string, OnnxArray>
        {
            ["values"] = OnnxArray.Of(values, 31, signals.Length, 2),
            ["lengths"] = OnnxArray.Of(signals.Select(static one => one.Length).ToArray(), signals.Length),
        });
        Feed.Near(model.Predict(signals).SelectMany(static one => one.Probabilities), result["probabilities"].Floats.Select(static one => (double)one));
    }

    [Fact]
    public void Sounds_are_told_apart_as_ours_from_their_features()
    {
        var model = SignalClassifier.Train(
            [.. Enumerable.Range(0, 24).Select(static index => Tone(index))], new SignalClassifierOptions { Hidden = 8, Epochs = 1, Members = 1, Threads = 1 },
            cancellationToken: TestContext.Current.CancellationToken).Model;
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        var (clip, features) = (Tone(101), model.State.Settings.Features);
        var rows = new SoundFeatures(features.Sound!).Extract(clip.Values, clip.SampleRate!.Value);
        var steps = rows.Length / features.BaseCount;
        var result = run.Run(new Dictionary<string, OnnxArray> { ["features"] = OnnxArray.Of(rows, steps, 1, features.BaseCount), ["lengths"] = OnnxArray.Of(new[] { steps }, 1) });
        Feed.Near(model.Predict(clip).Probabilities, result["probabilities"].Floats.Select(static one => (double)one));
        Assert.Single(exported.Outside);
    }

    private static Signal Tone(int index)
    {
        var label = index % 2 == 0 ? "low" : "high";
        float[] samples = [.. Enumerable.Range(0, 4000 + (100 * (index % 5))).Select(at => (float)(0.3 * Math.Sin(at * (index % 2 == 0 ? 0.2 : 0.6) * (1 + (0.01 * (index % 7))))))];
        return Signal.FromClip($"tone{index}", new AudioClip(8000, [samples]), label);
    }

    [Fact]
    public void Simulation_is_ours_and_goes_on_from_its_state()
    {
        var model = SignalRegressor.Train(
            new RecordTable("plant", ["u", "v"], ["y"], [Plant(1, 300), Plant(2, 300)]),
            new RegressorOptions { States = 2, Units = 3, Iterations = 20, Restarts = 2, Threads = 1 }, cancellationToken: TestContext.Current.CancellationToken).Model;
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        var record = Plant(3, 1000);
        var inputs = new Dictionary<string, OnnxArray> { ["inputs"] = OnnxArray.Of(record.Inputs.ToArray(), 1000, 1, 2) };
        foreach (var (member, index) in model.State.Simulators.Select(static (member, index) => (member, index)))
            inputs[$"initial_state_{index}"] = OnnxArray.Of(member.Start, 1, member.Start.Length);
        var expected = model.Simulate(record);
        Feed.Near(expected, run.Run(inputs)["outputs"].Doubles);
        for (var step = 0; step < 1000; step++)
        {
            inputs["inputs"] = OnnxArray.Of(record.Input(step).ToArray(), 1, 1, 2);
            var result = run.Run(inputs);
            Feed.Near([expected[step]], result["outputs"].Doubles);
            inputs.With(result);
        }
    }

    [Theory]
    [InlineData("gru", true)]
    [InlineData("lstm", false)]
    [InlineData("transformer", true)]
    public void Volatility_of_days_is_ours_in_parts(string cell, bool hasRange)
    {
        var model = VolatilityModel.Train(
            Prices(1, 320, hasRange), new VolatilityOptions { Cell = cell, Hidden = 4, Members = 2, Epochs = 2, TestDays = 30 },
            cancellationToken: TestContext.Current.CancellationToken).Model;
        foreach (var network in model.State.Fits[^1].Networks.Networks) Feed.Shake(network);
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        var (table, fit) = (Prices(2, 90, hasRange), model.State.Fits[^1].Networks);
        var forecaster = fit.OpenNetworks();
        var (variances, rises) = (new List<double>(), new List<double>());
        for (var day = 0; day < table.Days; day++)
        {
            forecaster.Push(table[day]);
            variances.Add(forecaster.Variance * 1e4);
            rises.Add(forecaster.UpProbability);
        }
        var first = run.Run(Days(table, 0, 50, hasRange).WithStart(exported, 1));
        var second = run.Run(Days(table, 50, 40, hasRange).With(first));
        Feed.Near(variances, first["variance"].Doubles.Concat(second["variance"].Doubles).Select(static one => one * 1e4));
        Feed.Near(rises, first["up_probability"].Floats.Concat(second["up_probability"].Floats).Select(static one => (double)one));
    }

    private static Dictionary<string, OnnxArray> Days(PriceTable table, int start, int count, bool hasRange)
    {
        double[] values = [.. Enumerable.Range(start, count).Select(day => table[day]).SelectMany(
            bar => hasRange ? new[] { bar.Open, bar.High, bar.Low, bar.Close } : [bar.Close])];
        return new Dictionary<string, OnnxArray> { ["prices"] = OnnxArray.Of(values, count, 1, hasRange ? 4 : 1) };
    }

    private static PriceTable Prices(int seed, int days, bool hasRange)
    {
        var random = new Random(seed);
        var close = 4000.0;
        return new PriceTable("prices", Enumerable.Range(0, days).Select(day =>
        {
            var open = close * Math.Exp(0.002 * (random.NextDouble() - 0.5));
            close = open * Math.Exp(0.03 * (random.NextDouble() - 0.5));
            var bar = new PriceBar(new DateOnly(2020, 1, 1).AddDays(day), close);
            return hasRange ? bar with { Open = open, High = Math.Max(open, close) * 1.004, Low = Math.Min(open, close) * 0.996 } : bar;
        }).ToArray());
    }

    private static SignalRecord Plant(int seed, int steps)
    {
        var random = new Random(seed);
        var (inputs, outputs, state) = (new double[2 * steps], new double[steps], 0.0);
        for (var step = 0; step < steps; step++)
        {
            (inputs[2 * step], inputs[(2 * step) + 1]) = (10 + random.NextDouble(), 5 * random.NextDouble());
            outputs[step] = 200 + (30 * state);
            state = (0.8 * state) + (0.3 * Math.Tanh(inputs[2 * step] - 10.5)) + (0.05 * inputs[(2 * step) + 1]);
        }
        return new SignalRecord($"run{seed}", inputs, 2, outputs, 1);
    }

    private static Signal Wave(int index, int steps)
    {
        var values = new float[2 * steps];
        for (var step = 0; step < steps; step++)
        {
            values[2 * step] = (float)(3 + Math.Sin(step * (index % 2 == 0 ? 0.3 : 0.9)) + (0.01 * (index % 7)));
            values[(2 * step) + 1] = (float)(100 * Math.Cos(step * 0.2 * (1 + (index % 3))));
        }
        return new Signal($"wave{index}", ["x", "y"], values) { Label = index % 2 == 0 ? "slow" : "fast" };
    }
}
