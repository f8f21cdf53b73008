using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>One float at a time, for processors without accelerated vectors.</summary>
internal readonly unsafe struct ScalarLanes : ILanes<float>
{
    public static int Length => 1;

    public static int FetchedAhead => 8;

    public static bool FetchesAlways => false;

    public static int TileVectors => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float value, float* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float sum) => left * right + sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadShifted(float* source, int bits) => BitConverter.Int32BitsToSingle(*(int*)source << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadWhole(float* source, int bits) => *(int*)source << bits;
}
