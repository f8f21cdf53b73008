namespace Recurrent.Kernels.Sequences;

/// <summary>Where the weights of a live step lie: the panels of a <see cref="CellLayout"/>, whose 32-bit words hold one, two or four k.</summary>
/// <remarks>Input weights, recurrent weights, biases, then the scales of whole-number weights, input before recurrent.</remarks>
internal readonly struct StepLayout
{
    private const int LineFloats = 16;

    public StepLayout(CellLayout cell, StepPrecision precision)
    {
        Cell = cell;
        Precision = precision;
        GroupBits = precision switch { StepPrecision.Int8 => 2, StepPrecision.BFloat16 => 1, _ => 0 };
        RowWidth = cell.PackedRecurrentLength / cell.HiddenSize;
        RecurrentStart = WholeLines(checked(Words(cell.InputSize) * RowWidth));
        BiasStart = checked(RecurrentStart + WholeLines(Words(cell.HiddenSize) * RowWidth));
        ScaleStart = checked(BiasStart + (cell.Panels * cell.PanelWidth));
    }

    /// <summary>Units and gates.</summary>
    public CellLayout Cell { get; }

    public StepPrecision Precision { get; }

    /// <summary>Weights in a word: so many k in a row of a panel.</summary>
    public int Group => 1 << GroupBits;

    /// <summary>The logarithm of <see cref="Group"/> to base 2: small steps would notice a division.</summary>
    public int GroupBits { get; }

    /// <summary>Columns of all panels.</summary>
    public int RowWidth { get; }

    /// <summary>Where the recurrent weights start.</summary>
    public int RecurrentStart { get; }

    /// <summary>Where the biases start.</summary>
    public int BiasStart { get; }

    /// <summary>Where the scales start.</summary>
    public int ScaleStart { get; }

    public bool HasScale => Precision == StepPrecision.Int8;

    /// <summary>Words of everything.</summary>
    public int Length => checked(ScaleStart + (HasScale ? 2 * RowWidth : 0));

    /// <summary>Rows of words that a depth of so many k needs.</summary>
    public int Words(int depth) => (depth + Group - 1) >> GroupBits;

    /// <summary>Where a panel of a product starts within the product's weights.</summary>
    public nint PanelStart(int depth, int panel) => (nint)Cell.PackedColumn(panel) * Words(depth);

    private static int WholeLines(int length) => checked((length + LineFloats - 1) / LineFloats * LineFloats);
}
