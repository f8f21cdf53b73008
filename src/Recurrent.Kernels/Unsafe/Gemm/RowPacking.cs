using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Copies a transposed left-hand matrix so that a tile reads it without strides.</summary>
internal static unsafe class RowPacking
{
    /// <summary>Stored rows copied together: their lines stay in the first-level cache while the blocks pass by.</summary>
    private const int DepthStep = 8;

    /// <summary>Two of these fill a vector: with fewer, it would reach beyond the next row.</summary>
    private const int FewestByVector = 4;

    /// <summary>Packs rows of A, stored as [K, M], as [row block][k][rows of the block].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(StoredMatrix a, int depth, RowBlocks blocks, float* destination)
    {
        for (int start = 0; start < depth; start += DepthStep)
        {
            int end = Math.Min(depth, start + DepthStep);
            for (int block = 0; block < blocks.Count; block++)
            {
                int first = blocks.Start(block);
                int height = blocks.Start(block + 1) - first;
                float* target = destination + (nint)first * depth + (nint)start * height;
                float* source = a.Data + first + (nint)start * a.Pitch;
                int k = start;
                if (Vector256.IsHardwareAccelerated && height >= FewestByVector)
                {
                    // Eight floats for at most six: those too many are the next row's, which is copied later. The last row has no next one.
                    int last = Math.Min(end, depth - 1);
                    for (; k < last; k++, source += a.Pitch, target += height) Vector256.Load(source).Store(target);
                }

                for (; k < end; k++, source += a.Pitch, target += height) Copy(source, target, height);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* source, float* target, int height)
    {
        if (height == TileKernels.MaximumRows)
        {
            // Three pairs: vectors of four would read beyond the last row of the matrix.
            ((ulong*)target)[0] = ((ulong*)source)[0];
            ((ulong*)target)[1] = ((ulong*)source)[1];
            ((ulong*)target)[2] = ((ulong*)source)[2];
            return;
        }

        for (int i = 0; i < height; i++) target[i] = source[i];
    }
}
