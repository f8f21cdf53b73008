using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = Recurrent.Tensors.Tensor;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>An array on its way into or out of ONNX Runtime.</summary>
internal sealed record OnnxArray(Array Values, long[] Shape)
{
    public float[] Floats => (float[])Values;

    public static OnnxArray Of(Tensor tensor) => new(tensor.Values.ToArray(), [.. Enumerable.Range(0, tensor.Shape.Rank).Select(axis => (long)tensor.Shape[axis])]);

    public static OnnxArray Of(params int[] values) => new(values, [values.Length]);

    public static OnnxArray From(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        Array values = info.ElementDataType switch
        {
            TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
            TensorElementType.Int64 => value.GetTensorDataAsSpan<long>().ToArray(),
            TensorElementType.Int32 => value.GetTensorDataAsSpan<int>().ToArray(),
            TensorElementType.Bool => value.GetTensorDataAsSpan<bool>().ToArray(),
            _ => throw new NotSupportedException($"{info.ElementDataType}"),
        };
        return new OnnxArray(values, info.Shape);
    }

    public OrtValue ToOrt() => Values switch
    {
        float[] floats => OrtValue.CreateTensorValueFromMemory(floats, Shape),
        int[] ints => OrtValue.CreateTensorValueFromMemory(ints, Shape),
        long[] longs => OrtValue.CreateTensorValueFromMemory(longs, Shape),
        _ => throw new NotSupportedException($"{Values.GetType()}"),
    };

    /// <summary>Whether this is what our layer gives, to within a tolerance; shapes are compared but for axes that are views of others.</summary>
    public void AssertNear(Tensor expected, double tolerance = 1e-5)
    {
        Assert.Equal(Enumerable.Range(0, expected.Shape.Rank).Select(axis => (long)expected.Shape[axis]), Shape);
        ReadOnlySpan<float> values = expected.Values;
        for (int index = 0; index < values.Length; index++)
        {
            Assert.True(Math.Abs(values[index] - Floats[index]) <= tolerance * Math.Max(1, Math.Abs(values[index])), $"At {index}: ours {values[index]}, ONNX Runtime {Floats[index]}.");
        }
    }
}
