using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

/// <summary>Back through one row of log-softmax: ∂L/∂y − e^y s. The parameter is s = Σ ∂L/∂y over the row.</summary>
internal readonly struct LogSoftMaxGradientOperator : IGradientOperator
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Invoke(float outputGradient, float output, float parameter) =>
        outputGradient - (VectorMath.Exp(output) * parameter);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Invoke(Vector128<float> outputGradient, Vector128<float> output, Vector128<float> parameter) =>
        outputGradient - (VectorMath.Exp(output) * parameter);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> outputGradient, Vector256<float> output, Vector256<float> parameter) =>
        outputGradient - (VectorMath.Exp(output) * parameter);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> outputGradient, Vector512<float> output, Vector512<float> parameter) =>
        outputGradient - (VectorMath.Exp(output) * parameter);
}
