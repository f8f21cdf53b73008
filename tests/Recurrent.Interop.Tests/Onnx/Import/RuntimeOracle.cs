using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Runs a model in ONNX Runtime and here, and compares everything that comes out.</summary>
internal static class RuntimeOracle
{
    public static void Same(TestModel model, double tolerance = 1e-5) => Same(model.Bytes, model.Feeds, tolerance);

    public static void Same(byte[] model, IReadOnlyDictionary<string, OnnxData> feeds, double tolerance = 1e-5)
    {
        IReadOnlyDictionary<string, OnnxData> expected = Run(model, feeds);
        IReadOnlyDictionary<string, OnnxData> actual = OnnxModel.Parse(model).Run(feeds, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(expected.Keys, actual.Keys);
        foreach ((string name, OnnxData value) in expected)
        {
            Same(name, value, actual[name], tolerance);
        }
    }

    public static void Same(string name, OnnxData expected, OnnxData actual, double tolerance)
    {
        Assert.Equal(expected.ToString(), actual.ToString());
        if (expected.Texts is { } texts)
        {
            Assert.Equal(texts, actual.Texts!);
            return;
        }

        double[] left = Numbers.Doubles(expected), right = Numbers.Doubles(actual);
        for (int index = 0; index < left.Length; index++)
        {
            bool fits = left[index].Equals(right[index]) || Math.Abs(left[index] - right[index]) <= tolerance * Math.Max(1, Math.Abs(left[index]));
            Assert.True(fits, $"{name}[{index}] is {right[index]:R}, ONNX Runtime has {left[index]:R}");
        }
    }

    public static IReadOnlyDictionary<string, OnnxData> Run(byte[] model, IReadOnlyDictionary<string, OnnxData> feeds)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        OrtValue[] inputs = [.. feeds.Values.Select(ToRuntime)];
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [.. feeds.Keys], inputs, session.OutputNames);
            return session.OutputNames.Zip(outputs).ToDictionary(pair => pair.First, pair => FromRuntime(pair.Second));
        }
        finally
        {
            Array.ForEach(inputs, input => input.Dispose());
        }
    }

    private static OrtValue ToRuntime(OnnxData value) => value.ElementType switch
    {
        OnnxDataType.Float32 => Create<float>(value),
        OnnxDataType.Float64 => Create<double>(value),
        OnnxDataType.Int64 => Create<long>(value),
        OnnxDataType.Int32 => Create<int>(value),
        OnnxDataType.Boolean => Create<bool>(value),
        OnnxDataType.UInt8 => Create<byte>(value),
        OnnxDataType.Int8 => Create<sbyte>(value),
        OnnxDataType.Float16 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(value.Span<ushort>().ToArray(), bits => new Float16(bits)), Shape(value)),
        _ => throw new NotSupportedException($"{value} is not fed to ONNX Runtime."),
    };

    private static OrtValue Create<T>(OnnxData value)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(value.Span<T>().ToArray(), Shape(value));

    private static long[] Shape(OnnxData value) => [.. value.Shape.Select(length => (long)length)];

    private static OnnxData FromRuntime(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        int[] shape = [.. info.Shape.Select(length => (int)length)];
        return info.ElementDataType switch
        {
            TensorElementType.Float => OnnxData.Create(value.GetTensorDataAsSpan<float>(), shape),
            TensorElementType.Double => OnnxData.Create(value.GetTensorDataAsSpan<double>(), shape),
            TensorElementType.Int64 => OnnxData.Create(value.GetTensorDataAsSpan<long>(), shape),
            TensorElementType.Int32 => OnnxData.Create(value.GetTensorDataAsSpan<int>(), shape),
            TensorElementType.Bool => OnnxData.Create(value.GetTensorDataAsSpan<bool>(), shape),
            TensorElementType.UInt8 => OnnxData.Create(value.GetTensorDataAsSpan<byte>(), shape),
            TensorElementType.Int8 => OnnxData.Create(value.GetTensorDataAsSpan<sbyte>(), shape),
            TensorElementType.Float16 => OnnxData.Create<Half>(Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), number => BitConverter.UInt16BitsToHalf(number.value)), shape),
            TensorElementType.String => OnnxData.CreateTexts(value.GetStringTensorAsArray(), shape),
            _ => throw new NotSupportedException($"ONNX Runtime gave {info.ElementDataType}."),
        };
    }
}
