using System.Numerics.Tensors;

namespace Recurrent.Kernels.Elementwise;

/// <summary>Multiplication by one number.</summary>
internal static class Scaling
{
    /// <summary>values ← factor · values.</summary>
    public static void By(Span<float> values, float factor) => TensorPrimitives.Multiply(values, factor, values);
}
