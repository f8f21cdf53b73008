namespace Recurrent.Kernels.Gemm;

/// <summary>A matrix of a product as the caller stores it.</summary>
internal readonly ref struct GemmOperand(ReadOnlySpan<float> values, bool transposed)
{
    /// <summary>The stored floats.</summary>
    public readonly ReadOnlySpan<float> Values = values;

    /// <summary>True when the memory holds the transpose of the matrix that is meant.</summary>
    public readonly bool Transposed = transposed;

    /// <summary>The pitch, after checking that a matrix of [rows, columns], as it is meant, lies in the span.</summary>
    public int Check(int rows, int columns, int leading, string name) => Transposed
        ? GemmArguments.CheckMatrix(Values, columns, rows, leading, name)
        : GemmArguments.CheckMatrix(Values, rows, columns, leading, name);
}
