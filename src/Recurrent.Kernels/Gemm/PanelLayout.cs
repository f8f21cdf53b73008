using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Gemm;

/// <summary>How the columns of B fall into panels: full ones, then one as narrow as whole vectors allow.</summary>
internal static class PanelLayout
{
    /// <summary>Columns of a full panel.</summary>
    public static int Width => TileKernels.PanelWidth;

    /// <summary>Panels that <paramref name="columns"/> columns need.</summary>
    public static int Count(int columns) => (columns + Width - 1) / Width;

    /// <summary>Columns of B in a panel.</summary>
    public static int Columns(int panel, int columns) => Math.Min(Width, columns - panel * Width);

    /// <summary>Columns a panel stores: those of B and zeros up to whole vectors.</summary>
    public static int StoredColumns(int panel, int columns) => PaddedColumns(Columns(panel, columns));

    /// <summary><paramref name="columns"/> rounded up to whole vectors.</summary>
    public static int PaddedColumns(int columns) =>
        (columns + TileKernels.VectorLength - 1) / TileKernels.VectorLength * TileKernels.VectorLength;
}
