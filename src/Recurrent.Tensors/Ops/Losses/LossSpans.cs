namespace Recurrent.Tensors.Ops.Losses;

/// <summary>The memory of one pointwise loss; what is not there is empty.</summary>
internal readonly ref struct LossSpans
{
    public required ReadOnlySpan<float> First { get; init; }

    /// <summary>As long as <see cref="First"/>, or shorter and read again and again.</summary>
    public required ReadOnlySpan<float> Second { get; init; }

    public required ReadOnlySpan<float> Third { get; init; }

    public required ReadOnlySpan<float> Targets { get; init; }

    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary>w ∂ℓ by the first input.</summary>
    public required Span<float> FirstDerivative { get; init; }

    /// <summary>w ∂ℓ by the second input.</summary>
    public required Span<float> SecondDerivative { get; init; }

    /// <summary>w ∂ℓ by the third input.</summary>
    public required Span<float> ThirdDerivative { get; init; }

    /// <summary>How many elements in a row share one target.</summary>
    public required int Repeat { get; init; }
}
