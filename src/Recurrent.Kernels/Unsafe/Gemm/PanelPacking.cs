using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Unsafe.Memory;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Copies matrices into the order in which register tiles read them.</summary>
internal static unsafe class PanelPacking
{
    /// <summary>Packs a whole right-hand matrix; sizes are checked by the caller.</summary>
    public static void PackAll(ReadOnlySpan<float> b, int leading, bool transposed, PackedMatrix destination)
    {
        float* panels = PinnedMemory.Pointer(destination.Buffer);
        fixed (float* source = b)
        {
            var matrix = new StoredMatrix(source, leading, transposed);
            for (int panel = 0; panel < PanelLayout.Count(destination.N); panel++)
            {
                float* target = panels + (nint)panel * PanelLayout.Width * destination.K;
                PackPanel(matrix.At(0, panel * PanelLayout.Width), destination.K, PanelLayout.Columns(panel, destination.N), target);
            }
        }
    }

    /// <summary>Packs one panel: rows of B become contiguous, padded with zeros to whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanel(StoredMatrix b, int depth, int columns, float* destination)
    {
        int stored = PanelLayout.PaddedColumns(columns);
        if (b.Transposed)
        {
            for (int j = 0; j < columns; j++)
            {
                float* source = b.Data + (nint)j * b.Pitch;
                float* target = destination + j;
                for (int k = 0; k < depth; k++, target += stored) *target = source[k];
            }

            for (int k = 0; k < depth && columns < stored; k++) new Span<float>(destination + (nint)k * stored + columns, stored - columns).Clear();
            return;
        }

        for (int k = 0; k < depth; k++)
        {
            var row = new Span<float>(destination + (nint)k * stored, stored);
            new ReadOnlySpan<float>(b.Data + (nint)k * b.Pitch, columns).CopyTo(row);
            row[columns..].Clear();
        }
    }

    /// <summary>Packs rows of Aᵀ, stored as [K, M], as [row block][k][rows of the block].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRows(StoredMatrix a, int depth, RowBlocks blocks, float* destination)
    {
        for (int block = 0; block < blocks.Count; block++)
        {
            int first = blocks.Start(block);
            int rows = blocks.Start(block + 1) - first;
            float* source = a.Data + first;
            for (int k = 0; k < depth; k++, source += a.Pitch)
            {
                for (int i = 0; i < rows; i++) *destination++ = source[i];
            }
        }
    }
}
