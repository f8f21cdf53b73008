using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Recurrent.Interop.Tasks.Tests;

/// <summary>An array on its way into or out of ONNX Runtime.</summary>
internal sealed record OnnxArray(Array Values, long[] Shape)
{
    public float[] Floats => (float[])Values;

    public double[] Doubles => (double[])Values;

    public static OnnxArray Of(Array values, params int[] shape) => new(values, [.. shape.Select(static axis => (long)axis)]);

    public static OnnxArray From(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        Array values = info.ElementDataType switch
        {
            TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
            TensorElementType.Double => value.GetTensorDataAsSpan<double>().ToArray(),
            _ => throw new NotSupportedException($"{info.ElementDataType}"),
        };
        return new OnnxArray(values, info.Shape);
    }

    public OrtValue ToOrt() => Values switch
    {
        float[] floats => OrtValue.CreateTensorValueFromMemory(floats, Shape),
        double[] doubles => OrtValue.CreateTensorValueFromMemory(doubles, Shape),
        int[] ints => OrtValue.CreateTensorValueFromMemory(ints, Shape),
        long[] longs => OrtValue.CreateTensorValueFromMemory(longs, Shape),
        _ => throw new NotSupportedException($"{Values.GetType()}"),
    };
}
