using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Interop.Tasks.Tests;

public sealed class DetectorExportTests : IDisposable
{
    private const int Channels = 2;
    private readonly string _folder = Directory.CreateTempSubdirectory("recurrent-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("gru", true)]
    [InlineData("lstm", false)]
    [InlineData("transformer", false)]
    public void Prediction_is_that_of_the_network_and_its_readout_in_parts(string cell, bool hasClock)
    {
        var model = Detector.Train([Table(400, hasClock)], new DetectorOptions { Method = DetectionMethod.Predict, Cell = cell, Hidden = 6, Epochs = 1, Threads = 1 },
            cancellationToken: TestContext.Current.CancellationToken).Model;
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        var table = Table(60, hasClock);
        var first = run.Run(Rows(table, 0, 35, model.NeedsTimes).WithStart(exported, 1));
        var second = run.Run(Rows(table, 35, 25, model.NeedsTimes).With(first));
        Feed.Near(Expected(model, table), first["prediction"].Doubles.Concat(second["prediction"].Doubles));
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("transformer")]
    public void Window_is_written_as_by_the_network(string cell)
    {
        var model = Detector.Train([Table(400, false)], new DetectorOptions { Method = DetectionMethod.Reconstruct, Window = 12, Cell = cell, Hidden = 6, Epochs = 1, Threads = 1 },
            cancellationToken: TestContext.Current.CancellationToken).Model;
        var exported = model.SaveOnnx(Path.Combine(_folder, "model.onnx"));
        using var run = new OnnxModel(exported.File);
        var table = Table(12, false);
        var result = run.Run(Rows(table, 0, 12, false));
        var (network, scales) = ((ReconstructionNetwork)model.State.Network, model.State.Settings.Scales);
        var window = new float[12 * Channels];
        for (var place = 0; place < window.Length; place++) window[place] = PredictionNetwork.Compress(scales[place % Channels].Normalise(table.Row(place / Channels)[place % Channels]));
        var written = network.Write(Tape.ForInference(), Tensor.FromValues(window, new Shape(12, 1, Channels)));
        var expected = new double[window.Length];
        for (var place = 0; place < expected.Length; place++)
            expected[place] = scales[place % Channels].Restore(Math.Sinh(written.Values[((11 - (place / Channels)) * Channels) + (place % Channels)]));
        Feed.Near(expected, result["reconstruction"].Doubles);
        Assert.Single(result["score"].Floats);
    }

    /// <summary>The readout at the end of the training over the features that the detector itself reads, in double.</summary>
    private static List<double> Expected(Detector model, DetectionTable table)
    {
        var (network, scales) = ((PredictionNetwork)model.State.Network, model.State.Settings.Scales);
        var readout = new Readout(PredictionSource.FeatureCount(network), [.. model.State.Memory.Prediction!.Weights]);
        var (stream, expected, prediction) = (network.OpenStream(), new List<double>(), new double[Channels]);
        double[]? level = null, previous = null;
        for (var step = 0; step < table.Rows; step++)
        {
            double[] row = [.. table.Row(step).ToArray().Select((value, channel) => scales[channel].Normalise(value))];
            double[] clock = network.HasClock ? DayClock.At(table.Ticks(step)).ToArray() : [];
            var hidden = stream.Step([.. row.Select(PredictionNetwork.Compress), .. clock.Select(static one => (float)one)]);
            previous ??= row;
            level = [.. (level ?? row).Zip(row, static (slow, value) => slow + (0.02 * (value - slow)))];
            readout.Predict([.. hidden.ToArray().Select(static one => (double)one), .. row, .. previous, .. level, .. clock, 1], prediction);
            expected.AddRange(prediction.Select((value, channel) => scales[channel].Restore(value)));
            previous = row;
        }
        return expected;
    }

    private static Dictionary<string, OnnxArray> Rows(DetectionTable table, int start, int count, bool hasTimes)
    {
        var inputs = new Dictionary<string, OnnxArray>
        {
            ["values"] = OnnxArray.Of(Enumerable.Range(start, count).SelectMany(row => table.Row(row).ToArray()).ToArray(), count, 1, Channels),
        };
        if (hasTimes)
        {
            inputs["times"] = OnnxArray.Of(
                Enumerable.Range(start, count).Select(row => (table.Ticks(row) - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond).ToArray(), count, 1);
        }
        return inputs;
    }

    private static DetectionTable Table(int rows, bool hasClock)
    {
        var values = new double[rows * Channels];
        for (var row = 0; row < rows; row++)
        {
            values[2 * row] = 500 + (40 * Math.Sin(row * 0.26)) + (row % 5);
            values[(2 * row) + 1] = 0.02 * Math.Cos(row * 0.13);
        }
        var start = new DateTime(2021, 5, 3).Ticks;
        return new DetectionTable("rows", ["a", "b"], values, hasClock ? [.. Enumerable.Range(0, rows).Select(row => start + (row * TimeSpan.TicksPerHour))] : null);
    }
}
