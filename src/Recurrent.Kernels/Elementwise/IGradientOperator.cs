using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

/// <summary>
/// One step of back-propagation through an elementwise function: the gradient that arrives, the saved output and a constant give what is
/// added to the gradient of the input. All widths must give the same bits.
/// </summary>
internal interface IGradientOperator
{
    /// <summary>The term for one float.</summary>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y, as the forward pass returned it.</param>
    /// <param name="parameter">A constant of the operator, such as a slope; ignored where there is none.</param>
    /// <returns>The term to add to ∂L/∂x.</returns>
    static abstract float Invoke(float outputGradient, float output, float parameter);

    /// <summary>The term for 4 lanes.</summary>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y.</param>
    /// <param name="parameter">The constant in every lane.</param>
    /// <returns>The terms to add to ∂L/∂x.</returns>
    static abstract Vector128<float> Invoke(Vector128<float> outputGradient, Vector128<float> output, Vector128<float> parameter);

    /// <summary>The term for 8 lanes.</summary>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y.</param>
    /// <param name="parameter">The constant in every lane.</param>
    /// <returns>The terms to add to ∂L/∂x.</returns>
    static abstract Vector256<float> Invoke(Vector256<float> outputGradient, Vector256<float> output, Vector256<float> parameter);

    /// <summary>The term for 16 lanes.</summary>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y.</param>
    /// <param name="parameter">The constant in every lane.</param>
    /// <returns>The terms to add to ∂L/∂x.</returns>
    static abstract Vector512<float> Invoke(Vector512<float> outputGradient, Vector512<float> output, Vector512<float> parameter);
}
