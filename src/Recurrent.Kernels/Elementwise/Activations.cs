namespace Recurrent.Kernels.Elementwise;

/// <summary>
/// Activation functions over spans. The bits do not depend on the vector width, on the length or on the position of an element.
/// Addition, products, minimum and maximum are System.Numerics.Tensors' own.
/// </summary>
internal static class Activations
{
    /// <summary>destination = e^x, element by element.</summary>
    /// <param name="x">Any floats.</param>
    /// <param name="destination">As long as <paramref name="x"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Exp(ReadOnlySpan<float> x, Span<float> destination) => ElementwiseLoop.Map<ExpOperator>(x, destination);

    /// <summary>destination = 1 / (1 + e^−x), element by element.</summary>
    /// <param name="x">Any floats.</param>
    /// <param name="destination">As long as <paramref name="x"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> destination) => ElementwiseLoop.Map<SigmoidOperator>(x, destination);

    /// <summary>destination = tanh x, element by element.</summary>
    /// <param name="x">Any floats.</param>
    /// <param name="destination">As long as <paramref name="x"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> destination) => ElementwiseLoop.Map<TanhOperator>(x, destination);
}
