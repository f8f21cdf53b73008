namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Where the rows of one part lie at one step of a forward pass: each pointer is the part's first row.</summary>
internal unsafe struct ForwardStep
{
    public int Step;

    /// <summary>The part's first sorted position.</summary>
    public int First;

    /// <summary>Rows of the part that still run.</summary>
    public int Count;

    /// <summary>False at the first step of a pass that starts from zeros: there is no recurrent product then.</summary>
    public bool HasPrevious;

    /// <summary>W x + R h.</summary>
    public PanelBlock Products;

    /// <summary>Floats from row to row of the products where rows stand whole; else 0, and each panel has its own pitch.</summary>
    public nint WholeRowPitch;

    /// <summary>Receives the gates where they are saved.</summary>
    public PanelBlock Gates;

    /// <summary>One row of zeros for all when there is no previous state.</summary>
    public float* PreviousHidden;
    public float* Hidden;
    public PanelBlock PreviousCell;
    public PanelBlock Cell;
    public PanelBlock TanhCell;
    public float* ResetHidden;
}
