using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Sequence;

/// <summary>The path around a layer for live steps: none, the sum of output and input, or a highway.</summary>
/// <param name="isResidual">Whether the input is added.</param>
/// <param name="highway">The gate, or null.</param>
internal sealed class StreamPath(bool isResidual, HighwayGate? highway)
{
    private readonly Tape? _tape = highway is null ? null : Tape.ForStream();

    /// <summary>Whether there is one.</summary>
    public bool Exists => isResidual || highway is not null;

    /// <summary>Mixes what a layer gave out with what it read.</summary>
    /// <param name="input"><c>[N, W]</c>.</param>
    /// <param name="outputs"><c>[N, W]</c>, replaced.</param>
    /// <param name="rows">N.</param>
    public void Mix(ReadOnlySpan<float> input, Span<float> outputs, int rows)
    {
        if (highway is not null)
        {
            var shape = new Shape(rows, rows == 0 ? 0 : outputs.Length / rows);
            highway.Mix(_tape!, _tape!.Constant(outputs, shape), _tape.Constant(input, shape)).Values.CopyTo(outputs);
            _tape.Reset();
        }
        else if (isResidual)
        {
            for (int index = 0; index < outputs.Length; index++)
            {
                outputs[index] += input[index];
            }
        }
    }
}
