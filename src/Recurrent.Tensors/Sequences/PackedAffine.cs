using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;

namespace Recurrent.Tensors.Sequences;

/// <summary>A packed copy of an affine map, for one row at a time without allocation; any number of streams may share it.</summary>
internal sealed class PackedAffine(Tensor weight, Tensor? bias)
{
    private readonly PackedMatrix _weight = PackedMatrix.PackTransposed(weight.Values, weight.Shape[1], weight.Shape[0]);
    private readonly float[] _bias = bias is null ? [] : bias.Values.ToArray();

    /// <summary>O.</summary>
    public int OutputSize => _weight.N;

    /// <summary>y = W x + b.</summary>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        _bias.CopyTo(output);
        Gemv.Multiply(_weight, input, output, _bias.Length == 0 ? GemmMode.Overwrite : GemmMode.Accumulate, ThreadTeam.Single);
    }

    /// <summary>sum += contribution.</summary>
    public static void Add(ReadOnlySpan<float> contribution, Span<float> sum) => Accumulate.Add(contribution, sum);
}
