using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

/// <summary>Back through max(0, x): ∂L/∂y where y > 0, else 0.</summary>
internal readonly struct ReluGradientOperator : IGradientOperator
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Invoke(float outputGradient, float output, float parameter) =>
        output > 0f ? outputGradient : 0f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Invoke(Vector128<float> outputGradient, Vector128<float> output, Vector128<float> parameter) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(output, Vector128<float>.Zero), outputGradient, Vector128<float>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> outputGradient, Vector256<float> output, Vector256<float> parameter) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(output, Vector256<float>.Zero), outputGradient, Vector256<float>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> outputGradient, Vector512<float> output, Vector512<float> parameter) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(output, Vector512<float>.Zero), outputGradient, Vector512<float>.Zero);
}
