namespace Recurrent.Kernels.Elementwise;

/// <summary>Back through the activation functions, from their outputs. Every method adds to the gradient of the input.</summary>
internal static class ActivationGradients
{
    /// <summary>inputGradient += outputGradient (1 − y²) for y = tanh x.</summary>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y.</param>
    /// <param name="inputGradient">∂L/∂x, added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddTanh(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, Span<float> inputGradient) =>
        ElementwiseLoop.AddGradient<TanhGradientOperator>(outputGradient, output, 0f, inputGradient);

    /// <summary>inputGradient += outputGradient y (1 − y) for y = 1 / (1 + e^−x).</summary>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y.</param>
    /// <param name="inputGradient">∂L/∂x, added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddSigmoid(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, Span<float> inputGradient) =>
        ElementwiseLoop.AddGradient<SigmoidGradientOperator>(outputGradient, output, 0f, inputGradient);

    /// <summary>inputGradient += outputGradient where y > 0, for y = max(0, x).</summary>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y.</param>
    /// <param name="inputGradient">∂L/∂x, added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddRelu(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, Span<float> inputGradient) =>
        ElementwiseLoop.AddGradient<ReluGradientOperator>(outputGradient, output, 0f, inputGradient);

    /// <summary>inputGradient += outputGradient, times the slope where y ≤ 0, for y = x or slope · x.</summary>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y.</param>
    /// <param name="slope">The slope for negative x, ≥ 0.</param>
    /// <param name="inputGradient">∂L/∂x, added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddLeakyRelu(
        ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, float slope, Span<float> inputGradient) =>
        ElementwiseLoop.AddGradient<LeakyReluGradientOperator>(outputGradient, output, slope, inputGradient);
}
