using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Numbers to try operators with: the same for the same seed.</summary>
internal static class Sample
{
    /// <summary>Evenly spread from −1 to 1.</summary>
    public static OnnxData Floats(int seed, params int[] shape) => Create(OnnxDataType.Float32, seed, 1, shape);

    public static OnnxData Doubles(int seed, params int[] shape) => Create(OnnxDataType.Float64, seed, 1, shape);

    /// <summary>Evenly spread from −scale to scale, in a type of numbers.</summary>
    public static OnnxData Create(OnnxDataType type, int seed, double scale, params int[] shape)
    {
        var random = new Random(seed);
        return Numbers.From(type, shape, [.. Enumerable.Range(0, Shapes.Count(shape)).Select(_ => scale * ((2 * random.NextDouble()) - 1))]);
    }

    public static OnnxData Ints(params long[] values) => OnnxData.Create<long>(values, values.Length);

    public static OnnxData Int32s(params int[] values) => OnnxData.Create<int>(values, values.Length);

    public static OnnxData Bools(params bool[] values) => OnnxData.Create<bool>(values, values.Length);
}
