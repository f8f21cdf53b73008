using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The register tiles of this process's vector width, by number of rows and of vectors in a row.</summary>
internal static unsafe class TileKernels
{
    /// <summary>Most rows of a tile.</summary>
    public const int MaximumRows = 6;

    /// <summary>Most vectors in a row of a tile.</summary>
    public const int MaximumVectors = 4;

    /// <summary>Floats in a vector.</summary>
    public static readonly int VectorLength = Math.Max(VectorWidth.Current / 32, 1);

    /// <summary>Vectors in a full row of a tile: 24 accumulators need 32 registers, 12 fit in 16.</summary>
    public static readonly int PanelVectors =
        VectorWidth.Current == 512 || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? 4 : 2;

    /// <summary>Columns of a full panel of B.</summary>
    public static readonly int PanelWidth = PanelVectors * VectorLength;

    private static readonly delegate*<TileArguments*, void>[] Table = VectorWidth.Current switch
    {
        512 => Build<Lanes512, Vector512<float>>(),
        256 => Build<Lanes256, Vector256<float>>(),
        128 => Build<Lanes128, Vector128<float>>(),
        _ => Build<ScalarLanes, float>(),
    };

    /// <summary>The kernel for a tile of 1 to 6 rows and 1 to 4 vectors.</summary>
    public static delegate*<TileArguments*, void> Get(int rows, int vectors) => Table[(rows - 1) * MaximumVectors + vectors - 1];

    private static delegate*<TileArguments*, void>[] Build<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var table = new delegate*<TileArguments*, void>[MaximumRows * MaximumVectors];
        AddRow<TLanes, TVector, One>(table);
        AddRow<TLanes, TVector, Two>(table);
        AddRow<TLanes, TVector, Three>(table);
        AddRow<TLanes, TVector, Four>(table);
        AddRow<TLanes, TVector, Five>(table);
        AddRow<TLanes, TVector, Six>(table);
        return table;
    }

    private static void AddRow<TLanes, TVector, TRows>(delegate*<TileArguments*, void>[] table)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IConstant
    {
        int first = (TRows.Value - 1) * MaximumVectors;
        table[first] = &RegisterTile.Multiply<TLanes, TVector, TRows, One>;
        table[first + 1] = &RegisterTile.Multiply<TLanes, TVector, TRows, Two>;
        table[first + 2] = &RegisterTile.Multiply<TLanes, TVector, TRows, Three>;
        table[first + 3] = &RegisterTile.Multiply<TLanes, TVector, TRows, Four>;
    }
}
