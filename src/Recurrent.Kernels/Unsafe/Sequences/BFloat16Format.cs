using System.Runtime.CompilerServices;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>bfloat16: a word holds the upper halves of two float32, the first k below the second.</summary>
/// <remarks>
/// The second is read without masking the first away: weight compression has chosen its half so that the whole word is the float
/// nearest to the weight. It is as near as a bfloat16 would be, and one instruction cheaper.
/// </remarks>
internal readonly unsafe struct BFloat16Format<TLanes, TVector> : IWeightFormat<TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public static int Group => 2;

    public static bool HasScale => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(float* words, int index) => index == 0 ? TLanes.LoadShifted(words, 16) : TLanes.Load(words);
}
