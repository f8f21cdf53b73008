using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>
/// The tile of one row of a step: one panel of weights or two that lie side by side, so that up to eight chains of multiply-adds hide each
/// other's latency. Every element of C is one chain in the order of K, as in <see cref="RegisterTile"/>: the bits are the same.
/// </summary>
internal static unsafe class StepTile
{
    /// <summary>C = a·B or C += a·B.</summary>
    /// <remarks>A is readable, and 0, up to a whole group of K. B's panels lie strip by strip (<see cref="TileKernels.StripVectors"/>), the second after the first; C's second is a full panel away.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TFormat, TLanes, TVector, TPanels, TColumns>(TileArguments* arguments)
        where TFormat : struct, IWeightFormat<TVector>
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TPanels : struct, IConstant
        where TColumns : struct, IConstant
    {
        nint length = TLanes.Length, groups = (arguments->Depth + TFormat.Group - 1) / TFormat.Group;
        float* a = arguments->A;
        int stripVectors = TileKernels.StripVectors(TColumns.Value);
        nint strip = stripVectors * length;
        float* b = arguments->B;
        float* upper = b + (stripVectors == TColumns.Value ? 2 * length : groups * strip);
        float* second = b + (groups * TColumns.Value * length);
        float* secondUpper = second + (upper - b);
        float* c = arguments->C;
        float* cSecond = c + (CellLayout.PanelColumns * length);
        TVector c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default, c13 = default;
        if (arguments->Accumulate && !TFormat.HasScale)
        {
            c00 = TLanes.Load(c);
            if (TColumns.Value > 1) c01 = TLanes.Load(c + length);
            if (TColumns.Value > 2) c02 = TLanes.Load(c + (2 * length));
            if (TColumns.Value > 3) c03 = TLanes.Load(c + (3 * length));
            if (TPanels.Value > 1) c10 = TLanes.Load(cSecond);
            if (TPanels.Value > 1 && TColumns.Value > 1) c11 = TLanes.Load(cSecond + length);
            if (TPanels.Value > 1 && TColumns.Value > 2) c12 = TLanes.Load(cSecond + (2 * length));
            if (TPanels.Value > 1 && TColumns.Value > 3) c13 = TLanes.Load(cSecond + (3 * length));
        }

        for (nint k = 0; groups > 0; groups--)
        {
            TVector value0 = TLanes.Broadcast(a);
            c00 = TLanes.MultiplyAdd(value0, TFormat.Load(b + k, 0), c00);
            if (TColumns.Value > 1) c01 = TLanes.MultiplyAdd(value0, TFormat.Load(b + k + length, 0), c01);
            if (TColumns.Value > 2) c02 = TLanes.MultiplyAdd(value0, TFormat.Load(upper + k, 0), c02);
            if (TColumns.Value > 3) c03 = TLanes.MultiplyAdd(value0, TFormat.Load(upper + k + length, 0), c03);
            if (TPanels.Value > 1) c10 = TLanes.MultiplyAdd(value0, TFormat.Load(second + k, 0), c10);
            if (TPanels.Value > 1 && TColumns.Value > 1) c11 = TLanes.MultiplyAdd(value0, TFormat.Load(second + k + length, 0), c11);
            if (TPanels.Value > 1 && TColumns.Value > 2) c12 = TLanes.MultiplyAdd(value0, TFormat.Load(secondUpper + k, 0), c12);
            if (TPanels.Value > 1 && TColumns.Value > 3) c13 = TLanes.MultiplyAdd(value0, TFormat.Load(secondUpper + k + length, 0), c13);

            if (TFormat.Group > 1)
            {
                TVector value1 = TLanes.Broadcast(a + 1);
                c00 = TLanes.MultiplyAdd(value1, TFormat.Load(b + k, 1), c00);
                if (TColumns.Value > 1) c01 = TLanes.MultiplyAdd(value1, TFormat.Load(b + k + length, 1), c01);
                if (TColumns.Value > 2) c02 = TLanes.MultiplyAdd(value1, TFormat.Load(upper + k, 1), c02);
                if (TColumns.Value > 3) c03 = TLanes.MultiplyAdd(value1, TFormat.Load(upper + k + length, 1), c03);
                if (TPanels.Value > 1) c10 = TLanes.MultiplyAdd(value1, TFormat.Load(second + k, 1), c10);
                if (TPanels.Value > 1 && TColumns.Value > 1) c11 = TLanes.MultiplyAdd(value1, TFormat.Load(second + k + length, 1), c11);
                if (TPanels.Value > 1 && TColumns.Value > 2) c12 = TLanes.MultiplyAdd(value1, TFormat.Load(secondUpper + k, 1), c12);
                if (TPanels.Value > 1 && TColumns.Value > 3) c13 = TLanes.MultiplyAdd(value1, TFormat.Load(secondUpper + k + length, 1), c13);
            }

            if (TFormat.Group > 2)
            {
                TVector value2 = TLanes.Broadcast(a + 2);
                c00 = TLanes.MultiplyAdd(value2, TFormat.Load(b + k, 2), c00);
                if (TColumns.Value > 1) c01 = TLanes.MultiplyAdd(value2, TFormat.Load(b + k + length, 2), c01);
                if (TColumns.Value > 2) c02 = TLanes.MultiplyAdd(value2, TFormat.Load(upper + k, 2), c02);
                if (TColumns.Value > 3) c03 = TLanes.MultiplyAdd(value2, TFormat.Load(upper + k + length, 2), c03);
                if (TPanels.Value > 1) c10 = TLanes.MultiplyAdd(value2, TFormat.Load(second + k, 2), c10);
                if (TPanels.Value > 1 && TColumns.Value > 1) c11 = TLanes.MultiplyAdd(value2, TFormat.Load(second + k + length, 2), c11);
                if (TPanels.Value > 1 && TColumns.Value > 2) c12 = TLanes.MultiplyAdd(value2, TFormat.Load(secondUpper + k, 2), c12);
                if (TPanels.Value > 1 && TColumns.Value > 3) c13 = TLanes.MultiplyAdd(value2, TFormat.Load(secondUpper + k + length, 2), c13);
            }

            if (TFormat.Group > 3)
            {
                TVector value3 = TLanes.Broadcast(a + 3);
                c00 = TLanes.MultiplyAdd(value3, TFormat.Load(b + k, 3), c00);
                if (TColumns.Value > 1) c01 = TLanes.MultiplyAdd(value3, TFormat.Load(b + k + length, 3), c01);
                if (TColumns.Value > 2) c02 = TLanes.MultiplyAdd(value3, TFormat.Load(upper + k, 3), c02);
                if (TColumns.Value > 3) c03 = TLanes.MultiplyAdd(value3, TFormat.Load(upper + k + length, 3), c03);
                if (TPanels.Value > 1) c10 = TLanes.MultiplyAdd(value3, TFormat.Load(second + k, 3), c10);
                if (TPanels.Value > 1 && TColumns.Value > 1) c11 = TLanes.MultiplyAdd(value3, TFormat.Load(second + k + length, 3), c11);
                if (TPanels.Value > 1 && TColumns.Value > 2) c12 = TLanes.MultiplyAdd(value3, TFormat.Load(secondUpper + k, 3), c12);
                if (TPanels.Value > 1 && TColumns.Value > 3) c13 = TLanes.MultiplyAdd(value3, TFormat.Load(secondUpper + k + length, 3), c13);
            }

            a += TFormat.Group;
            k += strip;
        }

        Finish<TFormat, TLanes, TVector>(c00, arguments, 0, c);
        if (TColumns.Value > 1) Finish<TFormat, TLanes, TVector>(c01, arguments, length, c + length);
        if (TColumns.Value > 2) Finish<TFormat, TLanes, TVector>(c02, arguments, 2 * length, c + (2 * length));
        if (TColumns.Value > 3) Finish<TFormat, TLanes, TVector>(c03, arguments, 3 * length, c + (3 * length));
        if (TPanels.Value > 1) Finish<TFormat, TLanes, TVector>(c10, arguments, TColumns.Value * length, cSecond);
        if (TPanels.Value > 1 && TColumns.Value > 1) Finish<TFormat, TLanes, TVector>(c11, arguments, (TColumns.Value + 1) * length, cSecond + length);
        if (TPanels.Value > 1 && TColumns.Value > 2) Finish<TFormat, TLanes, TVector>(c12, arguments, (TColumns.Value + 2) * length, cSecond + (2 * length));
        if (TPanels.Value > 1 && TColumns.Value > 3) Finish<TFormat, TLanes, TVector>(c13, arguments, (TColumns.Value + 3) * length, cSecond + (3 * length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TFormat, TLanes, TVector>(TVector sum, TileArguments* arguments, nint column, float* c)
        where TFormat : struct, IWeightFormat<TVector>
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (TFormat.HasScale)
        {
            sum = TLanes.MultiplyAdd(sum, TLanes.Load(arguments->Scale + column), arguments->Accumulate ? TLanes.Load(c) : default);
        }

        TLanes.Store(sum, c);
    }
}
