namespace Recurrent.Kernels.Gemm;

/// <summary>Checks sizes before a kernel with pointers sees them.</summary>
internal static class GemmArguments
{
    /// <summary>The pitch of a stored matrix, after checking that all its rows lie in the span.</summary>
    /// <exception cref="ArgumentException">A size is negative, the pitch is shorter than a row or the span is too short.</exception>
    public static int CheckMatrix(ReadOnlySpan<float> values, int rows, int columns, int leading, string name)
    {
        if (rows < 0 || columns < 0)
            throw new ArgumentException($"Matrix {name} has {rows} rows and {columns} columns; sizes must be 0 or more.", name);
        int pitch = leading == 0 ? columns : leading;
        if (pitch < columns)
            throw new ArgumentException($"Matrix {name} has rows {leading} floats apart but {columns} columns; pass 0 or at least {columns}.", name);
        if (rows == 0 || columns == 0) return pitch;
        long needed = (rows - 1L) * pitch + columns;
        if (values.Length < needed)
            throw new ArgumentException($"Matrix {name} of [{rows}, {columns}] with pitch {pitch} needs {needed} floats, got {values.Length}.", name);
        return pitch;
    }
}
