using System.Runtime.CompilerServices;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>int8: a word holds four signed bytes, the first k lowest.</summary>
/// <remarks>
/// A byte is shifted to the top of its word and the word converted to float, bytes below it included: they are a fraction of one unit, which
/// weight compression has taken into account. It is as near as a byte would be, and one instruction cheaper.
/// </remarks>
internal readonly unsafe struct Int8Format<TLanes, TVector> : IWeightFormat<TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public static int Group => 4;

    public static bool HasScale => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(float* words, int index) => index switch
    {
        0 => TLanes.LoadWhole(words, 24),
        1 => TLanes.LoadWhole(words, 16),
        2 => TLanes.LoadWhole(words, 8),
        _ => TLanes.LoadWhole(words, 0),
    };
}
