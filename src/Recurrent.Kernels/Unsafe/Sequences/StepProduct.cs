using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The products of a step's rows with weights of any precision; each row gets the bits that it would get alone.</summary>
internal static unsafe class StepProduct
{
    /// <summary>Multiplies all rows of a step.</summary>
    /// <param name="job">The step.</param>
    /// <param name="tile">Everything but the number of rows and columns.</param>
    /// <param name="panels">2 for rows one by one and two panels of one width, else 1.</param>
    /// <param name="vectors">Vectors in a row of a panel.</param>
    /// <param name="part">Whose scratch memory to use.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in StepJob job, TileArguments* tile, int panels, int vectors, int part)
    {
        if (job.Rows == 1)
        {
            StepTiles.Get(job.Layout.Precision, panels, vectors)(tile);
        }
        else if (job.IsRowByRow)
        {
            RunRowByRow(job, *tile, panels, vectors);
        }
        else if (job.Layout.Precision == StepPrecision.Single)
        {
            PanelProduct.Run(tile, job.Rows, vectors);
        }
        else
        {
            RunDecoded(job, *tile, vectors, part);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRowByRow(in StepJob job, TileArguments tile, int panels, int vectors)
    {
        delegate*<TileArguments*, void> multiply = StepTiles.Get(job.Layout.Precision, panels, vectors);
        for (int row = 0; row < job.Rows; row++)
        {
            multiply(&tile);
            tile.A += tile.ARow;
            tile.C += tile.CRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunDecoded(in StepJob job, TileArguments tile, int vectors, int part)
    {
        float* own = job.Scratch + ((nint)part * job.Offsets.Length);
        float* panel = own + job.Offsets.Panel;
        nint width = vectors * job.Layout.Cell.Lanes;
        WeightDecoding.Decode(job.Layout.Precision, tile.B, (int)tile.Depth, vectors, panel);
        TileArguments decoded = tile;
        decoded.B = panel;
        decoded.Prefetch = PanelProduct.Fetched(panel, length: 0);
        if (!job.Layout.HasScale)
        {
            PanelProduct.Run(&decoded, job.Rows, vectors);
            return;
        }

        decoded.C = own + job.Offsets.Sums;
        decoded.CRow = width;
        decoded.Accumulate = false;
        PanelProduct.Run(&decoded, job.Rows, vectors);
        WeightDecoding.AddScaled(decoded.C, &tile, job.Rows, width);
    }
}
