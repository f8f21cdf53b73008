namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>The columns of C that one panel of B is for.</summary>
/// <param name="Count">Columns of C.</param>
/// <param name="Stored">Columns of the panel, whole vectors.</param>
/// <param name="Start">Number of the first column where rows start from given values in this block of K, or <see cref="NoStart"/>.</param>
internal readonly record struct PanelColumns(int Count, int Stored, int Start)
{
    /// <summary>Rows start from zero or from C.</summary>
    public const int NoStart = -1;
}
