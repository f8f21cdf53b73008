using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>Functions of one live step, in place and without a tape.</summary>
internal static class StepFunctions
{
    /// <summary>GELU or ReLU of every value.</summary>
    public static void Activate(Span<float> values, bool isRelu)
    {
        if (isRelu)
        {
            UnaryLoop.Map<ReluOp.Function>(values, default, values);
        }
        else
        {
            UnaryLoop.Map<GeluOp.Function>(values, default, values);
        }
    }

    /// <summary>product ← product ⊙ factor.</summary>
    public static void Multiply(ReadOnlySpan<float> factor, Span<float> product)
    {
        for (int index = 0; index < product.Length; index++)
        {
            product[index] *= factor[index];
        }
    }
}
