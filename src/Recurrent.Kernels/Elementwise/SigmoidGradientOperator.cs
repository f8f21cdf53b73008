using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

/// <summary>Back through the logistic function: y (1 − y) ∂L/∂y.</summary>
internal readonly struct SigmoidGradientOperator : IGradientOperator
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Invoke(float outputGradient, float output, float parameter) =>
        outputGradient * (output * (1f - output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Invoke(Vector128<float> outputGradient, Vector128<float> output, Vector128<float> parameter) =>
        outputGradient * (output * (Vector128<float>.One - output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> outputGradient, Vector256<float> output, Vector256<float> parameter) =>
        outputGradient * (output * (Vector256<float>.One - output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> outputGradient, Vector512<float> output, Vector512<float> parameter) =>
        outputGradient * (output * (Vector512<float>.One - output));
}
