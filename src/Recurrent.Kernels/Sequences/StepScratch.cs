namespace Recurrent.Kernels.Sequences;

/// <summary>The memory in which one thread steps some rows: where each thing starts, in floats.</summary>
internal readonly struct StepScratch
{
    /// <summary>Rows that are stepped together: their gates of one panel stay in the first-level cache.</summary>
    public const int RowBlock = 48;

    private const int LineFloats = 16;

    /// <param name="layout">The packed cell.</param>
    /// <param name="rows">Most rows of a step, at least 1.</param>
    public StepScratch(StepLayout layout, int rows)
    {
        int block = Math.Min(rows, RowBlock);
        CellLayout cell = layout.Cell;
        StatePitch = WholeLines(cell.HiddenSize);
        Hidden = WholeLines(checked(block * cell.GatePitch));
        Cell = checked(Hidden + (block * StatePitch));
        ResetHidden = checked(Cell + (cell.HasCellState ? block * StatePitch : 0));
        Input = checked(ResetHidden + (cell.HasResetHidden ? block * StatePitch : 0));
        Panel = checked(Input + WholeLines(cell.InputSize));
        bool decodes = block > 1 && layout.Precision != StepPrecision.Single;
        Sums = checked(Panel + (decodes ? Math.Max(cell.InputSize, cell.HiddenSize) * cell.PanelWidth : 0));
        Length = WholeLines(checked(Sums + (decodes && layout.HasScale ? block * cell.PanelWidth : 0)));
    }

    /// <summary>Floats from one row's state to the next one's.</summary>
    public int StatePitch { get; }

    /// <summary>h before the step; the gates come before it.</summary>
    public int Hidden { get; }

    /// <summary>c, replaced.</summary>
    public int Cell { get; }

    /// <summary>r ⊙ h.</summary>
    public int ResetHidden { get; }

    /// <summary>x of a single row, with zeros up to a whole group of k.</summary>
    public int Input { get; }

    /// <summary>A panel of weights as float32.</summary>
    public int Panel { get; }

    /// <summary>Sums that still lack their scale.</summary>
    public int Sums { get; }

    /// <summary>Floats in all, whole cache lines.</summary>
    public int Length { get; }

    private static int WholeLines(int length) => checked((length + LineFloats - 1) / LineFloats * LineFloats);
}
