using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The register tile: up to 6 rows of up to 4 vectors of C, held in registers over one block of K.</summary>
/// <remarks>
/// Written once for every size, width and order of A: the conditions on type parameters are constants, so that the compiler drops the
/// accumulators a tile does not have. Four k a round: what a loop costs beside its multiply-adds matters where the core is shared with another
/// thread. Every element of C is one chain of multiply-adds in the order of K, whatever the tile's size.
/// </remarks>
internal static unsafe class RegisterTile
{
    private const int Line = 16;
    private const int Unroll = 4;

    /// <summary>C = A·B or C += A·B over one block of K.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TLanes, TVector, TRows, TColumns, TOrder>(TileArguments* arguments)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
        where TOrder : struct, ITileOrder
    {
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
            Load<TLanes, TVector, TColumns>(c, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Value > 1) Load<TLanes, TVector, TColumns>(c + cRow, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Value > 2) Load<TLanes, TVector, TColumns>(c + (2 * cRow), ref c20, ref c21, ref c22, ref c23);
            if (TRows.Value > 3) Load<TLanes, TVector, TColumns>(c + (3 * cRow), ref c30, ref c31, ref c32, ref c33);
            if (TRows.Value > 4) Load<TLanes, TVector, TColumns>(c + (4 * cRow), ref c40, ref c41, ref c42, ref c43);
            if (TRows.Value > 5) Load<TLanes, TVector, TColumns>(c + (5 * cRow), ref c50, ref c51, ref c52, ref c53);
        }

        nint aRow = TOrder.IsPacked ? 1 : arguments->ARow;
        nint aStep = TOrder.IsPacked ? TRows.Value : TOrder.HasPanels ? 1 : arguments->AStep;
        nint bStep = TOrder.HasPanels ? StripVectors<TLanes, TVector, TColumns>() * TLanes.Length : arguments->BStep, bStrip = arguments->BStrip;
        float* upper = arguments->A;
        float* lower = upper + (3 * aRow);
        float* b = arguments->B;
        float* next = arguments->Prefetch;
        nint depth = arguments->Depth;
        for (; depth >= Unroll; depth -= Unroll)
        {
            LoadColumns<TLanes, TVector, TColumns>(b, bStrip, out TVector b00, out TVector b01, out TVector b02, out TVector b03);
            if (TOrder.Fetches || TLanes.FetchesAlways) Fetch(next);
            Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper), b00, b01, b02, b03, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Value > 1) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + aRow), b00, b01, b02, b03, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Value > 2) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + (2 * aRow)), b00, b01, b02, b03, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Value > 3) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower), b00, b01, b02, b03, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Value > 4) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + aRow), b00, b01, b02, b03, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Value > 5) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + (2 * aRow)), b00, b01, b02, b03, ref c50, ref c51, ref c52, ref c53);

            LoadColumns<TLanes, TVector, TColumns>(b + bStep, bStrip, out TVector b10, out TVector b11, out TVector b12, out TVector b13);
            if (TLanes.FetchedAhead == Line) Fetch(next + Line);
            Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + aStep), b10, b11, b12, b13, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Value > 1) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + aRow + aStep), b10, b11, b12, b13, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Value > 2) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + (2 * aRow) + aStep), b10, b11, b12, b13, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Value > 3) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + aStep), b10, b11, b12, b13, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Value > 4) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + aRow + aStep), b10, b11, b12, b13, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Value > 5) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + (2 * aRow) + aStep), b10, b11, b12, b13, ref c50, ref c51, ref c52, ref c53);

            LoadColumns<TLanes, TVector, TColumns>(b + (2 * bStep), bStrip, out TVector b20, out TVector b21, out TVector b22, out TVector b23);
            if (TOrder.Fetches || TLanes.FetchesAlways) Fetch(next + (2 * TLanes.FetchedAhead));
            Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + (2 * aStep)), b20, b21, b22, b23, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Value > 1) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + aRow + (2 * aStep)), b20, b21, b22, b23, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Value > 2) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + (2 * aRow) + (2 * aStep)), b20, b21, b22, b23, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Value > 3) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + (2 * aStep)), b20, b21, b22, b23, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Value > 4) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + aRow + (2 * aStep)), b20, b21, b22, b23, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Value > 5) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + (2 * aRow) + (2 * aStep)), b20, b21, b22, b23, ref c50, ref c51, ref c52, ref c53);

            LoadColumns<TLanes, TVector, TColumns>(b + (3 * bStep), bStrip, out TVector b30, out TVector b31, out TVector b32, out TVector b33);
            if (TLanes.FetchedAhead == Line) Fetch(next + (3 * Line));
            Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + (3 * aStep)), b30, b31, b32, b33, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Value > 1) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + aRow + (3 * aStep)), b30, b31, b32, b33, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Value > 2) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + (2 * aRow) + (3 * aStep)), b30, b31, b32, b33, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Value > 3) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + (3 * aStep)), b30, b31, b32, b33, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Value > 4) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + aRow + (3 * aStep)), b30, b31, b32, b33, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Value > 5) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + (2 * aRow) + (3 * aStep)), b30, b31, b32, b33, ref c50, ref c51, ref c52, ref c53);
            b += Unroll * bStep;

            upper += Unroll * aStep;
            lower += Unroll * aStep;
            next += Unroll * TLanes.FetchedAhead;
        }

        for (; depth > 0; depth--)
        {
            LoadColumns<TLanes, TVector, TColumns>(b, bStrip, out TVector b00, out TVector b01, out TVector b02, out TVector b03);
            if (TOrder.Fetches || TLanes.FetchesAlways) Fetch(next);
            Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper), b00, b01, b02, b03, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Value > 1) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + aRow), b00, b01, b02, b03, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Value > 2) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(upper + (2 * aRow)), b00, b01, b02, b03, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Value > 3) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower), b00, b01, b02, b03, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Value > 4) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + aRow), b00, b01, b02, b03, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Value > 5) Add<TLanes, TVector, TColumns>(TLanes.Broadcast(lower + (2 * aRow)), b00, b01, b02, b03, ref c50, ref c51, ref c52, ref c53);
            b += bStep;
            upper += aStep;
            lower += aStep;
        }

        Store<TLanes, TVector, TColumns>(c, c00, c01, c02, c03);
        if (TRows.Value > 1) Store<TLanes, TVector, TColumns>(c + cRow, c10, c11, c12, c13);
        if (TRows.Value > 2) Store<TLanes, TVector, TColumns>(c + (2 * cRow), c20, c21, c22, c23);
        if (TRows.Value > 3) Store<TLanes, TVector, TColumns>(c + (3 * cRow), c30, c31, c32, c33);
        if (TRows.Value > 4) Store<TLanes, TVector, TColumns>(c + (4 * cRow), c40, c41, c42, c43);
        if (TRows.Value > 5) Store<TLanes, TVector, TColumns>(c + (5 * cRow), c50, c51, c52, c53);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int StripVectors<TLanes, TVector, TColumns>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TColumns : struct, IConstant => TColumns.Value == TileKernels.MaximumVectors ? TLanes.TileVectors : TColumns.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(float* address)
    {
        if (Sse.IsSupported) Sse.Prefetch1(address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadColumns<TLanes, TVector, TColumns>(float* b, nint strip, out TVector b0, out TVector b1, out TVector b2, out TVector b3)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TColumns : struct, IConstant
    {
        b0 = b1 = b2 = b3 = default;
        if (TColumns.Value == TileKernels.MaximumVectors && TLanes.TileVectors < TColumns.Value)
        {
            Load<TLanes, TVector, Two>(b, ref b0, ref b1, ref b2, ref b3);
            Load<TLanes, TVector, Two>(b + strip, ref b2, ref b3, ref b0, ref b1);
            return;
        }

        Load<TLanes, TVector, TColumns>(b, ref b0, ref b1, ref b2, ref b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TLanes, TVector, TColumns>(float* source, ref TVector v0, ref TVector v1, ref TVector v2, ref TVector v3)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TColumns : struct, IConstant
    {
        v0 = TLanes.Load(source);
        if (TColumns.Value > 1) v1 = TLanes.Load(source + TLanes.Length);
        if (TColumns.Value > 2) v2 = TLanes.Load(source + (2 * TLanes.Length));
        if (TColumns.Value > 3) v3 = TLanes.Load(source + (3 * TLanes.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TLanes, TVector, TColumns>(
        TVector a, TVector b0, TVector b1, TVector b2, TVector b3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TColumns : struct, IConstant
    {
        c0 = TLanes.MultiplyAdd(a, b0, c0);
        if (TColumns.Value > 1) c1 = TLanes.MultiplyAdd(a, b1, c1);
        if (TColumns.Value > 2) c2 = TLanes.MultiplyAdd(a, b2, c2);
        if (TColumns.Value > 3) c3 = TLanes.MultiplyAdd(a, b3, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TVector, TColumns>(float* destination, TVector v0, TVector v1, TVector v2, TVector v3)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TColumns : struct, IConstant
    {
        TLanes.Store(v0, destination);
        if (TColumns.Value > 1) TLanes.Store(v1, destination + TLanes.Length);
        if (TColumns.Value > 2) TLanes.Store(v2, destination + (2 * TLanes.Length));
        if (TColumns.Value > 3) TLanes.Store(v3, destination + (3 * TLanes.Length));
    }
}
