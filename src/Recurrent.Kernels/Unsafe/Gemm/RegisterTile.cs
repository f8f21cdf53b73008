using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The register tile: up to 6 rows of up to 4 vectors of C, held in registers over one block of K.</summary>
/// <remarks>
/// Written once for every size and width: the conditions on type parameters are constants, so that the compiler drops the accumulators a
/// tile does not have. Every element of C is one chain of multiply-adds in the order of K, whatever the tile's size.
/// </remarks>
internal static unsafe class RegisterTile
{
    private const int PrefetchStride = 16;

    /// <summary>C = A·B or C += A·B over one block of K.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TLanes, TVector, TRows, TColumns>(TileArguments* arguments)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
    {
        nint length = TLanes.Length;
        float* c = arguments->C;
        nint cRow = arguments->CRow;
        TVector c00 = default, c01 = default, c02 = default, c03 = default;
        TVector c10 = default, c11 = default, c12 = default, c13 = default;
        TVector c20 = default, c21 = default, c22 = default, c23 = default;
        TVector c30 = default, c31 = default, c32 = default, c33 = default;
        TVector c40 = default, c41 = default, c42 = default, c43 = default;
        TVector c50 = default, c51 = default, c52 = default, c53 = default;
        if (arguments->Accumulate)
        {
            c00 = TLanes.Load(c);
            if (TColumns.Value > 1) c01 = TLanes.Load(c + length);
            if (TColumns.Value > 2) c02 = TLanes.Load(c + 2 * length);
            if (TColumns.Value > 3) c03 = TLanes.Load(c + 3 * length);

            if (TRows.Value > 1)
            {
                c10 = TLanes.Load(c + cRow);
                if (TColumns.Value > 1) c11 = TLanes.Load(c + cRow + length);
                if (TColumns.Value > 2) c12 = TLanes.Load(c + cRow + 2 * length);
                if (TColumns.Value > 3) c13 = TLanes.Load(c + cRow + 3 * length);
            }

            if (TRows.Value > 2)
            {
                c20 = TLanes.Load(c + 2 * cRow);
                if (TColumns.Value > 1) c21 = TLanes.Load(c + 2 * cRow + length);
                if (TColumns.Value > 2) c22 = TLanes.Load(c + 2 * cRow + 2 * length);
                if (TColumns.Value > 3) c23 = TLanes.Load(c + 2 * cRow + 3 * length);
            }

            if (TRows.Value > 3)
            {
                c30 = TLanes.Load(c + 3 * cRow);
                if (TColumns.Value > 1) c31 = TLanes.Load(c + 3 * cRow + length);
                if (TColumns.Value > 2) c32 = TLanes.Load(c + 3 * cRow + 2 * length);
                if (TColumns.Value > 3) c33 = TLanes.Load(c + 3 * cRow + 3 * length);
            }

            if (TRows.Value > 4)
            {
                c40 = TLanes.Load(c + 4 * cRow);
                if (TColumns.Value > 1) c41 = TLanes.Load(c + 4 * cRow + length);
                if (TColumns.Value > 2) c42 = TLanes.Load(c + 4 * cRow + 2 * length);
                if (TColumns.Value > 3) c43 = TLanes.Load(c + 4 * cRow + 3 * length);
            }

            if (TRows.Value > 5)
            {
                c50 = TLanes.Load(c + 5 * cRow);
                if (TColumns.Value > 1) c51 = TLanes.Load(c + 5 * cRow + length);
                if (TColumns.Value > 2) c52 = TLanes.Load(c + 5 * cRow + 2 * length);
                if (TColumns.Value > 3) c53 = TLanes.Load(c + 5 * cRow + 3 * length);
            }
        }

        float* upper = arguments->A;
        float* lower = upper + 3 * arguments->ARow;
        float* b = arguments->B;
        float* next = arguments->Prefetch;
        nint aRow = arguments->ARow;
        nint aStep = arguments->AStep;
        nint bStep = arguments->BStep;
        for (nint k = arguments->Depth; k > 0; k--)
        {
            TVector b0 = TLanes.Load(b), b1 = default, b2 = default, b3 = default;
            if (TColumns.Value > 1) b1 = TLanes.Load(b + length);
            if (TColumns.Value > 2) b2 = TLanes.Load(b + 2 * length);
            if (TColumns.Value > 3) b3 = TLanes.Load(b + 3 * length);
            if (Sse.IsSupported) Sse.Prefetch1(next);

            TVector a0 = TLanes.Broadcast(upper);
            c00 = TLanes.MultiplyAdd(a0, b0, c00);
            if (TColumns.Value > 1) c01 = TLanes.MultiplyAdd(a0, b1, c01);
            if (TColumns.Value > 2) c02 = TLanes.MultiplyAdd(a0, b2, c02);
            if (TColumns.Value > 3) c03 = TLanes.MultiplyAdd(a0, b3, c03);

            if (TRows.Value > 1)
            {
                TVector a1 = TLanes.Broadcast(upper + aRow);
                c10 = TLanes.MultiplyAdd(a1, b0, c10);
                if (TColumns.Value > 1) c11 = TLanes.MultiplyAdd(a1, b1, c11);
                if (TColumns.Value > 2) c12 = TLanes.MultiplyAdd(a1, b2, c12);
                if (TColumns.Value > 3) c13 = TLanes.MultiplyAdd(a1, b3, c13);
            }

            if (TRows.Value > 2)
            {
                TVector a2 = TLanes.Broadcast(upper + 2 * aRow);
                c20 = TLanes.MultiplyAdd(a2, b0, c20);
                if (TColumns.Value > 1) c21 = TLanes.MultiplyAdd(a2, b1, c21);
                if (TColumns.Value > 2) c22 = TLanes.MultiplyAdd(a2, b2, c22);
                if (TColumns.Value > 3) c23 = TLanes.MultiplyAdd(a2, b3, c23);
            }

            if (TRows.Value > 3)
            {
                TVector a3 = TLanes.Broadcast(lower);
                c30 = TLanes.MultiplyAdd(a3, b0, c30);
                if (TColumns.Value > 1) c31 = TLanes.MultiplyAdd(a3, b1, c31);
                if (TColumns.Value > 2) c32 = TLanes.MultiplyAdd(a3, b2, c32);
                if (TColumns.Value > 3) c33 = TLanes.MultiplyAdd(a3, b3, c33);
            }

            if (TRows.Value > 4)
            {
                TVector a4 = TLanes.Broadcast(lower + aRow);
                c40 = TLanes.MultiplyAdd(a4, b0, c40);
                if (TColumns.Value > 1) c41 = TLanes.MultiplyAdd(a4, b1, c41);
                if (TColumns.Value > 2) c42 = TLanes.MultiplyAdd(a4, b2, c42);
                if (TColumns.Value > 3) c43 = TLanes.MultiplyAdd(a4, b3, c43);
            }

            if (TRows.Value > 5)
            {
                TVector a5 = TLanes.Broadcast(lower + 2 * aRow);
                c50 = TLanes.MultiplyAdd(a5, b0, c50);
                if (TColumns.Value > 1) c51 = TLanes.MultiplyAdd(a5, b1, c51);
                if (TColumns.Value > 2) c52 = TLanes.MultiplyAdd(a5, b2, c52);
                if (TColumns.Value > 3) c53 = TLanes.MultiplyAdd(a5, b3, c53);
            }

            upper += aStep;
            lower += aStep;
            b += bStep;
            next += PrefetchStride;
        }

        TLanes.Store(c00, c);
        if (TColumns.Value > 1) TLanes.Store(c01, c + length);
        if (TColumns.Value > 2) TLanes.Store(c02, c + 2 * length);
        if (TColumns.Value > 3) TLanes.Store(c03, c + 3 * length);

        if (TRows.Value > 1)
        {
            TLanes.Store(c10, c + cRow);
            if (TColumns.Value > 1) TLanes.Store(c11, c + cRow + length);
            if (TColumns.Value > 2) TLanes.Store(c12, c + cRow + 2 * length);
            if (TColumns.Value > 3) TLanes.Store(c13, c + cRow + 3 * length);
        }

        if (TRows.Value > 2)
        {
            TLanes.Store(c20, c + 2 * cRow);
            if (TColumns.Value > 1) TLanes.Store(c21, c + 2 * cRow + length);
            if (TColumns.Value > 2) TLanes.Store(c22, c + 2 * cRow + 2 * length);
            if (TColumns.Value > 3) TLanes.Store(c23, c + 2 * cRow + 3 * length);
        }

        if (TRows.Value > 3)
        {
            TLanes.Store(c30, c + 3 * cRow);
            if (TColumns.Value > 1) TLanes.Store(c31, c + 3 * cRow + length);
            if (TColumns.Value > 2) TLanes.Store(c32, c + 3 * cRow + 2 * length);
            if (TColumns.Value > 3) TLanes.Store(c33, c + 3 * cRow + 3 * length);
        }

        if (TRows.Value > 4)
        {
            TLanes.Store(c40, c + 4 * cRow);
            if (TColumns.Value > 1) TLanes.Store(c41, c + 4 * cRow + length);
            if (TColumns.Value > 2) TLanes.Store(c42, c + 4 * cRow + 2 * length);
            if (TColumns.Value > 3) TLanes.Store(c43, c + 4 * cRow + 3 * length);
        }

        if (TRows.Value > 5)
        {
            TLanes.Store(c50, c + 5 * cRow);
            if (TColumns.Value > 1) TLanes.Store(c51, c + 5 * cRow + length);
            if (TColumns.Value > 2) TLanes.Store(c52, c + 5 * cRow + 2 * length);
            if (TColumns.Value > 3) TLanes.Store(c53, c + 5 * cRow + 3 * length);
        }
    }
}
