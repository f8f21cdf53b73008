namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Where the rows of one part lie at one step of a forward pass: each pointer is the part's first row.</summary>
internal unsafe struct ForwardStep
{
    /// <summary>Rows of the part that still run.</summary>
    public int Count;

    /// <summary>False at the first step of a pass that starts from zeros: there is no recurrent product then.</summary>
    public bool HasPrevious;
    public float* Gates;

    /// <summary>One row of zeros for all when there is no previous state.</summary>
    public float* PreviousHidden;
    public float* Hidden;
    public float* PreviousCell;
    public float* Cell;
    public float* TanhCell;
    public float* ResetHidden;
}
