using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The register tiles of this process's vector width, by number of rows and of vectors in a row.</summary>
internal static unsafe class TileKernels
{
    /// <summary>Most rows of a tile.</summary>
    public const int MaximumRows = 6;

    /// <summary>Up to this many rows leave registers for tiles of four vectors at every width.</summary>
    public const int FewRows = 2;

    /// <summary>Most vectors in a row of a tile.</summary>
    public const int MaximumVectors = 4;

    /// <summary>Floats in a vector.</summary>
    public static readonly int VectorLength = Math.Max(VectorWidth.Current / 32, 1);

    /// <summary>Vectors in a full row of a tile.</summary>
    public static readonly int PanelVectors = VectorWidth.Current switch
    {
        512 => Lanes512.TileVectors,
        256 => Lanes256.TileVectors,
        128 => Lanes128.TileVectors,
        _ => ScalarLanes.TileVectors,
    };

    /// <summary>Most rows of a tile of three vectors: where twelve accumulators are all that fit, four, and no vector is left to a tile of its own.</summary>
    public static readonly int RowsOfThreeVectors = PanelVectors == MaximumVectors ? MaximumRows : NarrowRowsOfThreeVectors;

    /// <summary>Floats that a tile brings closer with each k.</summary>
    public static readonly int FetchedAhead = VectorWidth.Current == 512 ? Lanes512.FetchedAhead : Lanes256.FetchedAhead;

    /// <summary>Whether every tile fetches, whatever it multiplies.</summary>
    public static readonly bool FetchesAlways = VectorWidth.Current == 512 && Lanes512.FetchesAlways;

    /// <summary>Columns of a full panel of B.</summary>
    public static readonly int PanelWidth = PanelVectors * VectorLength;

    private const int NarrowRowsOfThreeVectors = 4;

    private static readonly delegate*<TileArguments*, void>[] RowTable = Build<RowOrder>();

    private static readonly delegate*<TileArguments*, void>[] QuietTable = VectorWidth.Current switch
    {
        512 => RowTable,
        256 => Build<Lanes256, Vector256<float>, QuietRowOrder>(),
        128 => Build<Lanes128, Vector128<float>, QuietRowOrder>(),
        _ => Build<ScalarLanes, float, QuietRowOrder>(),
    };

    private static readonly delegate*<TileArguments*, void>[] PackedTable = Build<PackedOrder>();

    private static readonly delegate*<TileArguments*, void>[] DirectTable = Build<DirectOrder>();

    /// <summary>Vectors of a panel of so many that a tile reads; the panel is stored strip after strip of them, each contiguous over K.</summary>
    /// <remarks>Lines that a tile leaves out would be its neighbours in the first-level cache, and half of the cache's sets would stay empty.</remarks>
    public static int StripVectors(int vectors) => vectors == 3 ? vectors : Math.Min(vectors, PanelVectors);

    /// <summary>The kernel for a tile of 1 to 6 rows and 1 to 4 vectors whose A lies row after row and whose B lies in panels.</summary>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="vectors">Vectors in a row of the tile.</param>
    /// <param name="fetches">Whether there is something to fetch.</param>
    public static delegate*<TileArguments*, void> Get(int rows, int vectors, bool fetches) => (fetches ? RowTable : QuietTable)[Index(rows, vectors)];

    /// <summary>The kernel for a tile of 1 to 6 rows and 1 to 4 vectors.</summary>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="vectors">Vectors in a row of the tile.</param>
    /// <param name="isPacked">Whether A is packed.</param>
    /// <param name="isDirect">Whether B is not.</param>
    public static delegate*<TileArguments*, void> Get(int rows, int vectors, bool isPacked, bool isDirect)
    {
        delegate*<TileArguments*, void>[] table = isDirect ? DirectTable : isPacked ? PackedTable : QuietTable;
        return table[Index(rows, vectors)];
    }

    private static int Index(int rows, int vectors) => ((rows - 1) * MaximumVectors) + vectors - 1;

    private static delegate*<TileArguments*, void>[] Build<TOrder>()
        where TOrder : struct, ITileOrder => VectorWidth.Current switch
        {
            512 => Build<Lanes512, Vector512<float>, TOrder>(),
            256 => Build<Lanes256, Vector256<float>, TOrder>(),
            128 => Build<Lanes128, Vector128<float>, TOrder>(),
            _ => Build<ScalarLanes, float, TOrder>(),
        };

    private static delegate*<TileArguments*, void>[] Build<TLanes, TVector, TOrder>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TOrder : struct, ITileOrder
    {
        var table = new delegate*<TileArguments*, void>[MaximumRows * MaximumVectors];
        AddRow<TLanes, TVector, One, TOrder>(table);
        AddRow<TLanes, TVector, Two, TOrder>(table);
        AddRow<TLanes, TVector, Three, TOrder>(table);
        AddRow<TLanes, TVector, Four, TOrder>(table);
        AddRow<TLanes, TVector, Five, TOrder>(table);
        AddRow<TLanes, TVector, Six, TOrder>(table);
        return table;
    }

    private static void AddRow<TLanes, TVector, TRows, TOrder>(delegate*<TileArguments*, void>[] table)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TOrder : struct, ITileOrder
    {
        int first = (TRows.Value - 1) * MaximumVectors;
        table[first] = &RegisterTile.Multiply<TLanes, TVector, TRows, One, TOrder>;
        table[first + 1] = &RegisterTile.Multiply<TLanes, TVector, TRows, Two, TOrder>;

        // What nobody asks for would only take room in a program that is compiled ahead.
        bool isWide = TLanes.TileVectors == MaximumVectors, readsRows = TOrder.HasPanels && !TOrder.IsPacked;
        if (isWide || (readsRows && TRows.Value <= NarrowRowsOfThreeVectors)) table[first + 2] = &RegisterTile.Multiply<TLanes, TVector, TRows, Three, TOrder>;
        if (isWide || (readsRows && TRows.Value <= FewRows)) table[first + 3] = &RegisterTile.Multiply<TLanes, TVector, TRows, Four, TOrder>;
    }
}
