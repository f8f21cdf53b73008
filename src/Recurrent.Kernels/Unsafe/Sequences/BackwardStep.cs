using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Where the rows of one part lie at one step of a backward pass: each pointer is the part's first row.</summary>
internal unsafe struct BackwardStep
{
    public int Step;

    /// <summary>The part's first sorted position.</summary>
    public int First;

    /// <summary>All sorted positions of the part.</summary>
    public ItemRange Own;

    /// <summary>Rows of the part that run at the step.</summary>
    public int Count;

    /// <summary>Rows of the part that run at the next step too, whose gradients arrive through the recurrent product.</summary>
    public int LaterCount;

    /// <summary>The gradient of the hidden states, the same memory at every step.</summary>
    public PanelBlock HiddenGradient;

    /// <summary>The gradient of the cell states, or of r ⊙ h, the same memory at every step.</summary>
    public PanelBlock CellGradient;
    public PanelBlock Gates;

    /// <summary>The gates of the step before, to fetch them ahead.</summary>
    public PanelBlock EarlierGates;
    public float* Hidden;
    public float* PreviousHidden;
    public nint PreviousHiddenPitch;
    public PanelBlock PreviousCell;
    public PanelBlock TanhCell;

    /// <summary>Null when no gradient arrives at the outputs.</summary>
    public float* OutputGradient;
    public float* GateGradient;
}
