using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Vectors at the end of a row, where fewer floats than lanes belong to the row.</summary>
internal static unsafe class PartialVector
{
    private const int LongestVector = 16;

    /// <summary>The first <paramref name="count"/> floats, then zeros; more than a vector is a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TLanes, TVector>(float* source, int count)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct =>
        count >= TLanes.Length ? TLanes.Load(source) : LoadFirst<TLanes, TVector>(source, count);

    /// <summary>Stores the first <paramref name="count"/> lanes, more than a vector is a vector, with 0 for small numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, TVector>(TVector value, float* destination, int count)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        if (count >= TLanes.Length)
        {
            TLanes.StoreFlushed(value, destination);
        }
        else
        {
            StoreFirst<TLanes, TVector>(value, destination, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector LoadFirst<TLanes, TVector>(float* source, int count)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        float* lanes = stackalloc float[LongestVector];
        for (int lane = 0; lane < LongestVector; lane++)
        {
            lanes[lane] = lane < count ? source[lane] : 0f;
        }

        return TLanes.Load(lanes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreFirst<TLanes, TVector>(TVector value, float* destination, int count)
        where TLanes : struct, IGateLanes<TVector>
        where TVector : struct
    {
        float* lanes = stackalloc float[LongestVector];
        TLanes.StoreFlushed(value, lanes);
        for (int lane = 0; lane < count; lane++)
        {
            destination[lane] = lanes[lane];
        }
    }
}
