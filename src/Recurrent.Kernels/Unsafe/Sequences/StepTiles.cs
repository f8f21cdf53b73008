using System.Runtime.Intrinsics;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The tiles of one row in this process's vector width, by how weights are stored, panels, and vectors in a panel.</summary>
internal static unsafe class StepTiles
{
    private const int TilesPerFormat = 2 * CellLayout.PanelColumns;

    private static readonly delegate*<TileArguments*, void>[] Table = VectorWidth.Current switch
    {
        512 => Build<Lanes512, Vector512<float>>(),
        256 => Build<Lanes256, Vector256<float>>(),
        128 => Build<Lanes128, Vector128<float>>(),
        _ => Build<ScalarLanes, float>(),
    };

    /// <summary>The tile for 1 or 2 panels of 1 to 4 vectors.</summary>
    public static delegate*<TileArguments*, void> Get(StepPrecision precision, int panels, int vectors) =>
        Table[((int)precision * TilesPerFormat) + ((panels - 1) * CellLayout.PanelColumns) + vectors - 1];

    private static delegate*<TileArguments*, void>[] Build<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var table = new delegate*<TileArguments*, void>[3 * TilesPerFormat];
        Add<SingleFormat<TLanes, TVector>, TLanes, TVector>(table, StepPrecision.Single);
        Add<BFloat16Format<TLanes, TVector>, TLanes, TVector>(table, StepPrecision.BFloat16);
        Add<Int8Format<TLanes, TVector>, TLanes, TVector>(table, StepPrecision.Int8);
        return table;
    }

    private static void Add<TFormat, TLanes, TVector>(delegate*<TileArguments*, void>[] table, StepPrecision precision)
        where TFormat : struct, IWeightFormat<TVector>
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = (int)precision * TilesPerFormat;
        Add<TFormat, TLanes, TVector, One>(table, first);
        Add<TFormat, TLanes, TVector, Two>(table, first + CellLayout.PanelColumns);
    }

    private static void Add<TFormat, TLanes, TVector, TPanels>(delegate*<TileArguments*, void>[] table, int first)
        where TFormat : struct, IWeightFormat<TVector>
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TPanels : struct, IConstant
    {
        table[first] = &StepTile.Multiply<TFormat, TLanes, TVector, TPanels, One>;
        table[first + 1] = &StepTile.Multiply<TFormat, TLanes, TVector, TPanels, Two>;
        table[first + 2] = &StepTile.Multiply<TFormat, TLanes, TVector, TPanels, Three>;
        table[first + 3] = &StepTile.Multiply<TFormat, TLanes, TVector, TPanels, Four>;
    }
}
