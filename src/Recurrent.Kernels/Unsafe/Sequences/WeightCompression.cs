using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Brings packed float32 weights into the fewer bits that <see cref="BFloat16Format{TLanes, TVector}"/> and <see cref="Int8Format{TLanes, TVector}"/> read.</summary>
/// <remarks>
/// Reading leaves the bits of earlier weights below a later one. Each weight is therefore rounded last bits first: what stands below it is
/// known, and the upper bits are those that bring the whole nearest to the weight. No weight is further away than plain rounding allows.
/// </remarks>
internal static unsafe class WeightCompression
{
    private const int ByteBits = 8, HalfBits = 16, SignBit = int.MinValue;

    /// <summary>The upper half of the smallest normal float: below it processors are slow.</summary>
    private const int SmallestNormalHalf = 0x0080;

    private const int LargestFiniteHalf = 0x7F7F;

    /// <summary>What a byte's unit is worth once it stands on top of its word.</summary>
    private const float TopByteUnit = 1 << 24;

    /// <summary>Compresses a whole packed cell.</summary>
    /// <param name="layout">What to make.</param>
    /// <param name="single">The cell in float32, as <see cref="PackJob"/> leaves it.</param>
    /// <param name="destination">Receives <see cref="StepLayout.Length"/> words.</param>
    public static void Compress(StepLayout layout, float* single, float* destination)
    {
        CellLayout cell = layout.Cell;
        for (int panel = 0; panel < cell.Panels; panel++)
        {
            int vectors = cell.ProductColumns(panel), width = TileKernels.StripVectors(vectors) * cell.Lanes;
            for (int column = 0; column < vectors * cell.Lanes; column += width)
            {
                CompressStrip(layout, cell.PackedColumn(panel) + column, width, single, destination);
            }
        }

        int biases = cell.Panels * cell.PanelWidth;
        new ReadOnlySpan<float>(single + cell.PackedBiasStart, biases).CopyTo(new Span<float>(destination + layout.BiasStart, biases));
    }

    private static void CompressStrip(StepLayout layout, nint column, int width, float* single, float* destination)
    {
        CellLayout cell = layout.Cell;
        int input = cell.InputSize, hidden = cell.HiddenSize;
        float* scale = destination + layout.ScaleStart + column;
        float* recurrent = destination + layout.RecurrentStart;
        Compress(layout, single + (column * input), input, width, destination + (column * layout.Words(input)), scale);
        Compress(
            layout, single + cell.PackedRecurrentStart + (column * hidden), hidden, width, recurrent + (column * layout.Words(hidden)), scale + layout.RowWidth);
    }

    private static void Compress(StepLayout layout, float* weights, int depth, int width, float* words, float* scale)
    {
        for (int column = 0; column < width; column++)
        {
            if (layout.HasScale)
            {
                scale[column] = ToBytes(weights + column, depth, width, (uint*)words + column);
            }
            else
            {
                ToHalves(weights + column, depth, width, (int*)words + column);
            }
        }
    }

    private static void ToHalves(float* weights, int depth, int width, int* words)
    {
        for (int k = 0; k < depth; k += 2, words += width)
        {
            int lower = NearestHalf(BitConverter.SingleToInt32Bits(weights[(nint)k * width]), below: 0);
            float second = k + 1 < depth ? weights[(nint)(k + 1) * width] : 0f;
            *words = (NearestHalf(BitConverter.SingleToInt32Bits(second), lower) << HalfBits) | lower;
        }
    }

    /// <summary>The upper 16 bits that, with those below, are nearest to a float.</summary>
    private static int NearestHalf(int bits, int below)
    {
        int magnitude = bits & int.MaxValue;
        int half = (int)(((long)magnitude - below + (1 << (HalfBits - 1))) >> HalfBits);
        int lowest = below == 0 ? 0 : SmallestNormalHalf;
        return Math.Clamp(half, lowest, LargestFiniteHalf) | ((bits & SignBit) >>> HalfBits);
    }

    /// <returns>What the column's sums are to be multiplied with.</returns>
    private static float ToBytes(float* weights, int depth, int width, uint* words)
    {
        float largest = 0;
        for (int k = 0; k < depth; k++)
        {
            largest = Math.Max(largest, Math.Abs(weights[(nint)k * width]));
        }

        double unit = largest / (double)sbyte.MaxValue;
        for (int k = 0; k < depth; k += 4, words += width)
        {
            uint word = 0;
            for (int index = 0; index < 4; index++)
            {
                double below = word / (double)(1u << (ByteBits * index));
                double wanted = k + index < depth && unit > 0 ? weights[(nint)(k + index) * width] / unit : 0;
                var nearest = (sbyte)Math.Clamp(Math.Round(wanted - below), sbyte.MinValue, sbyte.MaxValue);
                word |= (uint)(byte)nearest << (ByteBits * index);
            }

            *words = word;
        }

        return (float)(unit / TopByteUnit);
    }
}
