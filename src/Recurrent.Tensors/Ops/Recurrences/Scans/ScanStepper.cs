using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>One step of a scan over a copy of its weights, packed once: live streams take a step at a time, without allocation.</summary>
/// <remarks>It holds no state: any number of streams may share it.</remarks>
internal abstract class ScanStepper
{
    private readonly PackedMatrix _input;
    private readonly float[] _bias;

    private protected ScanStepper(ScanWeights weights, int gates)
    {
        InputSize = weights.Input.Shape[1];
        HiddenSize = weights.Input.Shape[0] / gates;
        _input = PackedMatrix.PackTransposed(weights.Input.Values, InputSize, weights.Input.Shape[0]);
        _bias = weights.Bias.Values.ToArray();
    }

    /// <summary>I.</summary>
    public int InputSize { get; }

    /// <summary>H.</summary>
    public int HiddenSize { get; }

    /// <summary>Whether the output is something else than the state, so that a stream keeps both.</summary>
    public abstract bool HasOutput { get; }

    /// <summary>Floats of scratch memory for a step of so many rows.</summary>
    public int ScratchLength(int rows) => checked(rows * (_bias.Length + HiddenSize));

    /// <summary>One step of some rows.</summary>
    /// <param name="inputs">x, <c>[B, I]</c>.</param>
    /// <param name="outputs">Receives h, <c>[B, H]</c>; where the state is the output it is also the state before.</param>
    /// <param name="states">The states before, <c>[B, H]</c>, replaced by those after the step; empty where the state is the output.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats; contents do not matter.</param>
    public void Step(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> states, Span<float> scratch)
    {
        int rows = outputs.Length / HiddenSize;
        Span<float> gates = scratch[..(rows * _bias.Length)];
        for (int row = 0; row < rows; row++)
        {
            _bias.CopyTo(gates[(row * _bias.Length)..]);
        }

        MatMul.Multiply(new GemmShape(rows, _bias.Length, InputSize), inputs[..(rows * InputSize)], _input, gates, GemmMode.Accumulate, ThreadTeam.Single);
        Advance(gates, outputs, HasOutput ? states : outputs, scratch.Slice(gates.Length, outputs.Length));
    }

    private protected abstract void Advance(ReadOnlySpan<float> gates, Span<float> outputs, Span<float> states, Span<float> after);
}
