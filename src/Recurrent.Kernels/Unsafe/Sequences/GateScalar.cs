using System.Runtime.CompilerServices;
using Recurrent.Kernels.Elementwise;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>One float at a time, for processors without accelerated vectors.</summary>
internal readonly unsafe struct GateScalar : IGateLanes<float>
{
    public static int Length => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float value, float* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFlushed(float value, float* destination) => *destination = MathF.Abs(value) < SmallNumbers.Limit ? 0f : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float left, float right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float sum) => MathF.FusedMultiplyAdd(left, right, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NegatedMultiplyAdd(float left, float right, float sum) => MathF.FusedMultiplyAdd(-left, right, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float value) => VectorMath.BoundedSigmoid(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float value) => VectorMath.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Rectify(float value) => value < 0f ? 0f : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float WherePositive(float condition, float value) => condition > 0f ? value : 0f;
}
