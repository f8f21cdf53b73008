using System.Runtime.CompilerServices;
using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Brings weights into the order in which the kernels read them.</summary>
internal static unsafe class CellPacking
{
    /// <summary>Source floats of a cache line: the target lines of so many k stay in the first-level cache while all columns are filled.</summary>
    private const int DepthBlock = 16;

    /// <summary>Packs one panel of W [gates·H, depth], strip by strip, each into [depth, columns of the strip].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackPanel(float* weights, CellLayout layout, int depth, int panel, bool isRecurrent, float* destination)
    {
        int columns = layout.ProductColumns(panel), strip = TileKernels.StripVectors(columns);
        for (int column = 0; column < columns; column += strip)
        {
            PackStrip(weights, layout, depth, panel, new ItemRange(column, column + strip), isRecurrent, destination);
            destination += (nint)depth * strip * layout.Lanes;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackStrip(float* weights, CellLayout layout, int depth, int panel, ItemRange columns, bool isRecurrent, float* destination)
    {
        int lanes = layout.Lanes, hidden = layout.HiddenSize;
        nint width = columns.Length * lanes;
        for (int start = 0; start < depth; start += DepthBlock)
        {
            int end = Math.Min(depth, start + DepthBlock);
            float* target = destination + (start * width);
            for (int column = columns.Start; column < columns.End; column++)
            {
                int gate = isRecurrent ? layout.RecurrentGate(panel, column) : layout.InputGate(panel, column);
                int first = layout.FirstUnit(panel, column);
                float* source = weights + (((nint)gate * hidden) + first) * depth;
                PackUnits(source + start, depth, Math.Clamp(hidden - first, 0, lanes), target + ((column - columns.Start) * lanes), width, end - start);
            }

            Flush(target, (int)width * (end - start));
        }
    }

    /// <summary>Transposes some k of one vector of units, zeros beyond H.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackUnits(float* source, int depth, int units, float* destination, nint width, int count)
    {
        int lanes = TileKernels.VectorLength, squares = TransposedSquare.IsSupported ? units & ~3 : 0, squareCount = count & ~3;
        for (int lane = 0; lane < lanes; lane++)
        {
            int k = 0;
            if (lane < squares)
            {
                for (; k < squareCount && (lane & 3) == 0; k += 4)
                {
                    TransposedSquare.Copy(source + ((nint)lane * depth) + k, depth, destination + (k * width) + lane, (int)width);
                }

                k = squareCount;
            }

            for (; k < count; k++)
            {
                destination[(k * width) + lane] = lane < units ? source[((nint)lane * depth) + k] : 0f;
            }
        }
    }

    /// <summary>Weights hardly ever hold small numbers: looking costs less than writing them again.</summary>
    private static void Flush(float* values, int count)
    {
        var span = new Span<float>(values, count);
        if (SmallNumbers.Contains(span))
        {
            SmallNumbers.Flush(span, span);
        }
    }

    /// <summary>Where a panel of depth k starts.</summary>
    public static nint PanelStart(CellLayout layout, int depth, int panel) => (nint)layout.PackedColumn(panel) * depth;

    /// <summary>Packs columns [panel · width, …) of R [gates·H, H] for products over all gates, zeros beyond H.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTransposedPanel(float* weights, int depth, int hidden, int firstColumn, int width, float* destination)
    {
        int valid = Math.Min(width, hidden - firstColumn);
        for (nint k = 0; k < depth; k++)
        {
            var source = new ReadOnlySpan<float>(weights + (k * hidden) + firstColumn, valid);
            var target = new Span<float>(destination + (k * width), width);
            source.CopyTo(target);
            target[valid..].Clear();
        }

        Flush(destination, depth * width);
    }

    /// <summary>Packs the biases of one panel: sums where both products meet, apart where the reset gate keeps them apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackBias(float* input, float* recurrent, CellLayout layout, int panel, float* destination)
    {
        int lanes = layout.Lanes, hidden = layout.HiddenSize;
        new Span<float>(destination, layout.PanelWidth).Clear();
        for (int column = 0; column < layout.ProductColumns(panel); column++)
        {
            int first = layout.FirstUnit(panel, column);
            for (int lane = 0; lane < lanes && first + lane < hidden; lane++)
            {
                if (input != null)
                {
                    destination[(column * lanes) + lane] += input[(layout.InputGate(panel, column) * hidden) + first + lane];
                }

                if (recurrent != null)
                {
                    destination[((column + layout.RecurrentOffset) * lanes) + lane] += recurrent[(layout.RecurrentGate(panel, column) * hidden) + first + lane];
                }
            }
        }

        Flush(destination, layout.PanelWidth);
    }
}
