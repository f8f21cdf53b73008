using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

/// <summary>Back through tanh: (1 − y²) ∂L/∂y, with 1 − y² as (1 − y)(1 + y), which does not cancel near ±1.</summary>
internal readonly struct TanhGradientOperator : IGradientOperator
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Invoke(float outputGradient, float output, float parameter) =>
        outputGradient * ((1f - output) * (1f + output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Invoke(Vector128<float> outputGradient, Vector128<float> output, Vector128<float> parameter) =>
        outputGradient * ((Vector128<float>.One - output) * (Vector128<float>.One + output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> outputGradient, Vector256<float> output, Vector256<float> parameter) =>
        outputGradient * ((Vector256<float>.One - output) * (Vector256<float>.One + output));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> outputGradient, Vector512<float> output, Vector512<float> parameter) =>
        outputGradient * ((Vector512<float>.One - output) * (Vector512<float>.One + output));
}
