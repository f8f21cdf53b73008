namespace Recurrent.Tensors.Ops.Recurrences;

/// <summary>The states of all rows, or their gradients.</summary>
/// <param name="hidden">h, <c>[B, H]</c>, or empty.</param>
/// <param name="cell">c, <c>[B, H]</c>; empty for cells without it.</param>
internal readonly ref struct RecurrentStates(Span<float> hidden, Span<float> cell)
{
    public Span<float> Hidden { get; } = hidden;

    public Span<float> Cell { get; } = cell;

    /// <summary>One buffer's states, which lie one after the other.</summary>
    /// <param name="buffer">h, then c.</param>
    /// <param name="length">B · H.</param>
    /// <param name="hasCell">Whether there is a c.</param>
    public static RecurrentStates In(Span<float> buffer, int length, bool hasCell) =>
        new(buffer[..length], hasCell ? buffer.Slice(length, length) : default);
}
