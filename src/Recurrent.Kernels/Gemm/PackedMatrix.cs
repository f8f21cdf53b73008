using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Gemm;

/// <summary>
/// A right-hand matrix B[K, N] stored as the kernels read it: panels of as many columns as a register tile holds, each contiguous over K.
/// Pack weights once per version and multiply many times.
/// </summary>
internal sealed class PackedMatrix
{
    private AlignedBuffer _buffer;

    private PackedMatrix(AlignedBuffer buffer) => _buffer = buffer;

    /// <summary>Rows of B, the summed index.</summary>
    public int K { get; private set; }

    /// <summary>Columns of B.</summary>
    public int N { get; private set; }

    /// <summary>The panels.</summary>
    internal AlignedBuffer Buffer => _buffer;

    /// <summary>Floats that a matrix takes when it is packed.</summary>
    /// <param name="k">Rows of B.</param>
    /// <param name="n">Columns of B.</param>
    public static int LengthOf(int k, int n) => checked(k * PanelLayout.PaddedColumns(n));

    /// <summary>An empty matrix in the caller's memory, to be packed next.</summary>
    /// <param name="buffer">At least <see cref="LengthOf"/> floats, the caller's again when the matrix is no longer used.</param>
    public static PackedMatrix In(AlignedBuffer buffer) => new(buffer);

    /// <summary>Packs B[K, N], row-major.</summary>
    /// <param name="b">The matrix, rows <paramref name="leading"/> floats apart.</param>
    /// <param name="k">Rows.</param>
    /// <param name="n">Columns.</param>
    /// <param name="leading">Floats from row to row; 0 means no gaps.</param>
    public static PackedMatrix Pack(ReadOnlySpan<float> b, int k, int n, int leading = 0)
    {
        var packed = new PackedMatrix(AlignedBuffer.Allocate(0));
        packed.Repack(b, k, n, leading);
        return packed;
    }

    /// <summary>Packs Bᵀ from a matrix stored as [N, K], as PyTorch stores weights.</summary>
    /// <param name="b">The matrix, rows <paramref name="leading"/> floats apart.</param>
    /// <param name="k">The summed index: columns of the stored matrix.</param>
    /// <param name="n">Columns of B: rows of the stored matrix.</param>
    /// <param name="leading">Floats from stored row to stored row; 0 means no gaps.</param>
    public static PackedMatrix PackTransposed(ReadOnlySpan<float> b, int k, int n, int leading = 0)
    {
        var packed = new PackedMatrix(AlignedBuffer.Allocate(0));
        packed.RepackTransposed(b, k, n, leading);
        return packed;
    }

    /// <summary>Replaces the contents by B[K, N]; allocates only when the buffer is too small.</summary>
    /// <inheritdoc cref="Pack"/>
    public void Repack(ReadOnlySpan<float> b, int k, int n, int leading = 0)
    {
        leading = GemmArguments.CheckMatrix(b, k, n, leading, nameof(b));
        Resize(k, n);
        PanelPacking.PackAll(b, leading, transposed: false, this);
    }

    /// <summary>Replaces the contents by Bᵀ from a matrix stored as [N, K]; allocates only when the buffer is too small.</summary>
    /// <inheritdoc cref="PackTransposed"/>
    public void RepackTransposed(ReadOnlySpan<float> b, int k, int n, int leading = 0)
    {
        leading = GemmArguments.CheckMatrix(b, n, k, leading, nameof(b));
        Resize(k, n);
        PanelPacking.PackAll(b, leading, transposed: true, this);
    }

    private void Resize(int k, int n)
    {
        int length = LengthOf(k, n);
        if (_buffer.Length < length) _buffer = AlignedBuffer.Allocate(length);
        K = k;
        N = n;
    }
}
