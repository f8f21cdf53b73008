namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>What the backward pass of a unary op reads; all equally long.</summary>
internal readonly ref struct UnarySpans
{
    public required ReadOnlySpan<float> Input { get; init; }

    public required ReadOnlySpan<float> Output { get; init; }

    public required ReadOnlySpan<float> OutputGradient { get; init; }
}
