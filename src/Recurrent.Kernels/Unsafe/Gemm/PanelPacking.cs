using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Unsafe.Memory;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Copies right-hand matrices into the order in which register tiles read them.</summary>
internal static unsafe class PanelPacking
{
    /// <summary>Floats of a cache line: a transposing copy reads whole lines and keeps its target in the first-level cache.</summary>
    private const int Line = 16;

    private static readonly delegate*<StoredMatrix, int, int, float*, void> CopyRows = VectorWidth.Current switch
    {
        512 => &CopyVectors<Lanes512, Vector512<float>>,
        256 => &CopyVectors<Lanes256, Vector256<float>>,
        128 => &CopyVectors<Lanes128, Vector128<float>>,
        _ => &CopyVectors<ScalarLanes, float>,
    };

    private static readonly delegate*<StoredMatrix, int, int, float*, nint, void> CopyPanels = VectorWidth.Current switch
    {
        512 => &CopyManyPanels<Lanes512, Vector512<float>>,
        256 => &CopyManyPanels<Lanes256, Vector256<float>>,
        128 => &CopyManyPanels<Lanes128, Vector128<float>>,
        _ => &CopyManyPanels<ScalarLanes, float>,
    };

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

        GC.KeepAlive(destination);
    }

    /// <summary>Packs one panel: rows of B become contiguous, padded with zeros to whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanel(StoredMatrix b, int depth, int columns, float* destination)
    {
        int stored = PanelLayout.PaddedColumns(columns);
        if (b.Transposed) Transpose(b, depth, columns, destination, stored);
        else if (columns == stored) CopyRows(b, depth, columns, destination);
        else CopyNarrow(b, depth, columns, destination, stored);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyVectors<TLanes, TVector>(StoredMatrix b, int depth, int columns, float* destination)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* source = b.Data;
        for (int k = 0; k < depth; k++, source += b.Pitch, destination += columns)
        {
            for (int j = 0; j < columns; j += TLanes.Length) TLanes.Store(TLanes.Load(source + j), destination + j);
        }
    }

    /// <summary>Packs full panels that lie side by side, all of them row by row: a row's lines are read one after the other.</summary>
    /// <param name="b">The first panel's first element; not transposed.</param>
    /// <param name="depth">Rows of B.</param>
    /// <param name="panels">Full panels.</param>
    /// <param name="destination">The first packed panel.</param>
    /// <param name="distance">Floats from one packed panel to the next.</param>
    public static void PackFullPanels(StoredMatrix b, int depth, int panels, float* destination, nint distance) => CopyPanels(b, depth, panels, destination, distance);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyManyPanels<TLanes, TVector>(StoredMatrix b, int depth, int panels, float* destination, nint distance)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = PanelLayout.Width;
        float* row = b.Data;
        for (int k = 0; k < depth; k++, row += b.Pitch, destination += width)
        {
            float* source = row;
            float* target = destination;
            for (int panel = 0; panel < panels; panel++, source += width, target += distance)
            {
                for (int j = 0; j < width; j += TLanes.Length) TLanes.Store(TLanes.Load(source + j), target + j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyNarrow(StoredMatrix b, int depth, int columns, float* destination, int stored)
    {
        for (int k = 0; k < depth; k++)
        {
            var row = new Span<float>(destination + (nint)k * stored, stored);
            new ReadOnlySpan<float>(b.Data + (nint)k * b.Pitch, columns).CopyTo(row);
            row[columns..].Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(StoredMatrix b, int depth, int columns, float* destination, int stored)
    {
        int squareColumns = TransposedSquare.IsSupported ? columns & ~3 : 0;
        for (int start = 0; start < depth; start += Line)
        {
            int end = Math.Min(depth, start + Line);
            for (int j = 0; j < squareColumns; j += 4)
            {
                float* source = b.Data + (nint)j * b.Pitch;
                int k = start;
                for (; k <= end - 4; k += 4) TransposedSquare.Copy(source + k, b.Pitch, destination + (nint)k * stored + j, stored);
                for (; k < end; k++)
                {
                    for (int i = 0; i < 4; i++) destination[(nint)k * stored + j + i] = source[(nint)i * b.Pitch + k];
                }
            }

            for (int j = squareColumns; j < stored; j++)
            {
                float* source = b.Data + (nint)j * b.Pitch;
                for (int k = start; k < end; k++) destination[(nint)k * stored + j] = j < columns ? source[k] : 0;
            }
        }
    }
}
