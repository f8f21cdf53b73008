using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Panels of compressed weights as float32 for products of several rows: the numbers that <see cref="StepTile"/> reads for one row.</summary>
internal static unsafe class WeightDecoding
{
    private static readonly delegate*<float*, int, int, float*, void>[] Decodes = VectorWidth.Current switch
    {
        512 => Build<Lanes512, Vector512<float>>(),
        256 => Build<Lanes256, Vector256<float>>(),
        128 => Build<Lanes128, Vector128<float>>(),
        _ => Build<ScalarLanes, float>(),
    };

    private static readonly delegate*<float*, TileArguments*, int, nint, void> AddScaledKernel = VectorWidth.Current switch
    {
        512 => &AddScaled<Lanes512, Vector512<float>>,
        256 => &AddScaled<Lanes256, Vector256<float>>,
        128 => &AddScaled<Lanes128, Vector128<float>>,
        _ => &AddScaled<ScalarLanes, float>,
    };

    /// <summary>Decodes a panel.</summary>
    /// <param name="precision">How it is stored.</param>
    /// <param name="words">The panel.</param>
    /// <param name="depth">K.</param>
    /// <param name="vectors">Vectors in a row of the panel.</param>
    /// <param name="destination">The panel, strip by strip as <see cref="CellPacking"/> leaves it.</param>
    public static void Decode(StepPrecision precision, float* words, int depth, int vectors, float* destination) =>
        Decodes[(int)precision](words, depth, vectors, destination);

    /// <summary>C = sums · scale, or C += sums · scale, with C, scale and mode as in a tile's arguments.</summary>
    /// <param name="sums">[rows, width].</param>
    /// <param name="tile">C, its pitch, the scales and the mode.</param>
    /// <param name="rows">Rows of both.</param>
    /// <param name="width">Columns, whole vectors.</param>
    public static void AddScaled(float* sums, TileArguments* tile, int rows, nint width) => AddScaledKernel(sums, tile, rows, width);

    private static delegate*<float*, int, int, float*, void>[] Build<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        [
            &Decode<SingleFormat<TLanes, TVector>, TLanes, TVector>,
            &Decode<BFloat16Format<TLanes, TVector>, TLanes, TVector>,
            &Decode<Int8Format<TLanes, TVector>, TLanes, TVector>,
        ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Decode<TFormat, TLanes, TVector>(float* words, int depth, int vectors, float* destination)
        where TFormat : struct, IWeightFormat<TVector>
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int strip = TileKernels.StripVectors(vectors);
        for (int first = 0; first < vectors; first += strip)
        {
            DecodeStrip<TFormat, TLanes, TVector>(ref words, depth, strip * TLanes.Length, ref destination);
        }
    }

    private static void DecodeStrip<TFormat, TLanes, TVector>(ref float* words, int depth, nint width, ref float* destination)
        where TFormat : struct, IWeightFormat<TVector>
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int k = 0; k < depth; k += TFormat.Group, words += width)
        {
            int count = Math.Min(TFormat.Group, depth - k);
            for (int index = 0; index < count; index++, destination += width)
            {
                for (nint column = 0; column < width; column += TLanes.Length)
                {
                    TLanes.Store(TFormat.Load(words + column, index), destination + column);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled<TLanes, TVector>(float* sums, TileArguments* tile, int rows, nint width)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* c = tile->C;
        for (; rows > 0; rows--, sums += width, c += tile->CRow)
        {
            for (nint column = 0; column < width; column += TLanes.Length)
            {
                TVector before = tile->Accumulate ? TLanes.Load(c + column) : default;
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(sums + column), TLanes.Load(tile->Scale + column), before), c + column);
            }
        }
    }
}
