using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Text.Translation.Network;

/// <summary>What the decoder remembers between two steps; R rows.</summary>
/// <param name="Lower">State of the first layer.</param>
/// <param name="Upper">State of the layers above; null when there are none.</param>
/// <param name="Fed">The readout of the step before, <c>[R, E]</c>; null without input feeding.</param>
/// <param name="Coverage">Sum of the weights of all steps before, <c>[R, S]</c>; null without coverage.</param>
internal sealed record DecoderState(SequenceState Lower, SequenceState? Upper, Tensor? Fed, Tensor? Coverage)
{
    /// <summary>Some rows in the order given, without gradient and outliving the tape's step.</summary>
    public DecoderState SelectRows(ReadOnlySpan<int> rows) => new(Lower.SelectRows(rows), Upper?.SelectRows(rows), Select(Fed, rows), Select(Coverage, rows));

    private static Tensor? Select(Tensor? source, ReadOnlySpan<int> rows)
    {
        if (source is null) return null;
        var width = source.Shape[1];
        var values = new float[rows.Length * width];
        for (var row = 0; row < rows.Length; row++) source.Values.Slice(rows[row] * width, width).CopyTo(values.AsSpan(row * width));
        return Tensor.FromValues(values, new Shape(rows.Length, width));
    }
}
