using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>
/// The tile of a matrix-vector product: one row and eight vectors of C from adjacent panels, so that eight chains of multiply-adds hide
/// each other's latency. The order of K is that of <see cref="RegisterTile"/>: the bits are the same.
/// </summary>
internal static unsafe class SingleRowTile
{
    /// <summary>Vectors of C in a tile.</summary>
    public const int Vectors = 8;


    /// <summary>The kernel of this process's vector width; the second argument is the distance between panels.</summary>
    public static readonly delegate*<TileArguments*, nint, void> Kernel = VectorWidth.Current switch
    {
        512 => &Multiply<Lanes512, Vector512<float>>,
        256 => &Multiply<Lanes256, Vector256<float>>,
        128 => &Multiply<Lanes128, Vector128<float>>,
        _ => &Multiply<ScalarLanes, float>,
    };

    /// <summary>Full panels a tile covers.</summary>
    public static int Panels => Vectors / TileKernels.PanelVectors;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply<TLanes, TVector>(TileArguments* arguments, nint panelDistance)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        nint length = TLanes.Length;
        float* c = arguments->C;
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (arguments->Accumulate)
        {
            c0 = TLanes.Load(c);
            c1 = TLanes.Load(c + length);
            c2 = TLanes.Load(c + 2 * length);
            c3 = TLanes.Load(c + 3 * length);
            c4 = TLanes.Load(c + 4 * length);
            c5 = TLanes.Load(c + 5 * length);
            c6 = TLanes.Load(c + 6 * length);
            c7 = TLanes.Load(c + 7 * length);
        }

        bool wide = TileKernels.PanelVectors == 4;
        float* first = arguments->B;
        float* second = wide ? first + 2 * length : first + panelDistance;
        float* third = wide ? first + panelDistance : second + panelDistance;
        float* fourth = third + (wide ? 2 * length : panelDistance);
        float* a = arguments->A;
        nint step = arguments->BStep;
        nint aStep = arguments->AStep;
        for (nint k = arguments->Depth; k > 0; k--)
        {
            TVector value = TLanes.Broadcast(a);
            c0 = TLanes.MultiplyAdd(value, TLanes.Load(first), c0);
            c1 = TLanes.MultiplyAdd(value, TLanes.Load(first + length), c1);
            c2 = TLanes.MultiplyAdd(value, TLanes.Load(second), c2);
            c3 = TLanes.MultiplyAdd(value, TLanes.Load(second + length), c3);
            c4 = TLanes.MultiplyAdd(value, TLanes.Load(third), c4);
            c5 = TLanes.MultiplyAdd(value, TLanes.Load(third + length), c5);
            c6 = TLanes.MultiplyAdd(value, TLanes.Load(fourth), c6);
            c7 = TLanes.MultiplyAdd(value, TLanes.Load(fourth + length), c7);
            a += aStep;
            first += step;
            second += step;
            third += step;
            fourth += step;
        }

        TLanes.Store(c0, c);
        TLanes.Store(c1, c + length);
        TLanes.Store(c2, c + 2 * length);
        TLanes.Store(c3, c + 3 * length);
        TLanes.Store(c4, c + 4 * length);
        TLanes.Store(c5, c + 5 * length);
        TLanes.Store(c6, c + 6 * length);
        TLanes.Store(c7, c + 7 * length);
    }
}
