using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>Memory for what a recurrent node gives, time-major; all of it zero at first.</summary>
/// <remarks>
/// Final states of rows without a step stay 0, as in ONNX Runtime; the specification says nothing of them. The library's own layers give the
/// initial state back.
/// </remarks>
/// <param name="node">Whose.</param>
internal sealed class RecurrentResult(RecurrentNode node)
{
    /// <summary>Y, <c>[T, D, B, H]</c>; padded steps stay 0.</summary>
    public OnnxData Outputs { get; } = Numbers.Allocate(node.Input.ElementType, [node.Time, node.Directions, node.Batch, node.Hidden]);

    /// <summary>Y_h, <c>[D, B, H]</c>.</summary>
    public OnnxData Hidden { get; } = Numbers.Allocate(node.Input.ElementType, [node.Directions, node.Batch, node.Hidden]);

    /// <summary>Y_c, <c>[D, B, H]</c>.</summary>
    public OnnxData Cell { get; } = Numbers.Allocate(node.Input.ElementType, [node.Directions, node.Batch, node.Hidden]);

    /// <summary>Writes numbers of a state or of a step to their place.</summary>
    /// <param name="value">One of the three.</param>
    /// <param name="place">The first element.</param>
    /// <param name="numbers">What to write.</param>
    public static void Put(OnnxData value, int place, ReadOnlySpan<double> numbers)
    {
        OnnxData rounded = Numbers.From(value.ElementType, [numbers.Length], numbers.ToArray());
        int size = ElementTypes.SizeOf(value.ElementType);
        rounded.Bytes.Span.CopyTo(value.Writable<byte>()[(place * size)..]);
    }
}
