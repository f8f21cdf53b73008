using Recurrent.Kernels.Reduce;

namespace Recurrent.Tensors.Sequences;

/// <summary>A copy of a layer normalisation, for one row at a time without allocation.</summary>
internal sealed class PackedNorm(Tensor scale, Tensor shift)
{
    private const float Epsilon = 1e-5f;
    private readonly float[] _scale = scale.Values.ToArray();
    private readonly float[] _shift = shift.Values.ToArray();

    /// <summary>y = (x − mean) / √(variance + ε) ⊙ w + b.</summary>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        double mean = FixedOrder.Sum(input) / input.Length;
        float inverse = 1f / MathF.Sqrt((float)(FixedOrder.SumOfSquaredDeviations(input, mean) / input.Length) + Epsilon);
        for (int feature = 0; feature < input.Length; feature++)
        {
            output[feature] = (((input[feature] - (float)mean) * inverse) * _scale[feature]) + _shift[feature];
        }
    }
}
