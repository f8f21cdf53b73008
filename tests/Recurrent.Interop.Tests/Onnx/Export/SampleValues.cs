using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>Inputs to compare by.</summary>
internal static class SampleValues
{
    /// <summary>Normal values of a seed.</summary>
    public static Tensor Normal(Shape shape, ulong seed)
    {
        var values = new float[shape.Length];
        new RandomSource(seed).Stream("values").FillNormal(values);
        return Tensor.FromValues(values, shape);
    }
}
