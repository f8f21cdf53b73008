namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>A matrix as it lies in the caller's memory.</summary>
internal readonly unsafe struct StoredMatrix(float* data, int pitch, bool transposed)
{
    /// <summary>The first element.</summary>
    public readonly float* Data = data;

    /// <summary>Floats from one stored row to the next.</summary>
    public readonly int Pitch = pitch;

    /// <summary>True when the memory holds the transpose of the matrix that is meant.</summary>
    public readonly bool Transposed = transposed;

    /// <summary>The matrix from an element on.</summary>
    public StoredMatrix At(int row, int column)
    {
        nint offset = Transposed ? (nint)column * Pitch + row : (nint)row * Pitch + column;
        return new StoredMatrix(Data + offset, Pitch, Transposed);
    }
}
