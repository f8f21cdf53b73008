using System.Runtime.CompilerServices;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>float32: a word is a weight.</summary>
internal readonly unsafe struct SingleFormat<TLanes, TVector> : IWeightFormat<TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public static int Group => 1;

    public static bool HasScale => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(float* words, int index) => TLanes.Load(words);
}
