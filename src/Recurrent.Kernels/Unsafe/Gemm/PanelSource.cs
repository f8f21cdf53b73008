namespace Recurrent.Kernels.Unsafe.Gemm;

/// <summary>Where the panels of one step of a product lie.</summary>
internal unsafe struct PanelSource
{
    /// <summary>The first panel of the step.</summary>
    public float* First;

    /// <summary>From one panel to the next, in floats.</summary>
    public nint Distance;

    /// <summary>Rows of each panel to skip: its first k is not the step's.</summary>
    public int DepthOffset;

    /// <summary>True when full panels are read from the unpacked matrix.</summary>
    public bool Direct;
}
