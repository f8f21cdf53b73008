namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>What the cell equations of one panel of units and some rows read and write; pitches count floats from row to row.</summary>
internal unsafe struct ActivateArguments
{
    public int Rows;

    /// <summary>Vectors of units in the panel.</summary>
    public int Vectors;

    /// <summary>Valid units from the panel's first on; may exceed the panel.</summary>
    public int Units;

    /// <summary>The products W x + R h of the panel.</summary>
    public float* Products;
    public nint ProductPitch;

    /// <summary>Receives the gates; null when no backward pass will follow.</summary>
    public float* Gates;
    public nint GatePitch;

    /// <summary>The panel's biases, laid out as its products.</summary>
    public float* Bias;

    public float* PreviousHidden;
    public nint PreviousHiddenPitch;
    public float* Hidden;
    public nint HiddenPitch;

    public float* PreviousCell;
    public float* Cell;

    /// <summary>Receives tanh c where gates are kept.</summary>
    public float* TanhCell;

    /// <summary>Of all three cell buffers.</summary>
    public nint CellPitch;

    /// <summary>Which gate the panel holds, where it does not hold all of them.</summary>
    public int Gate;

    /// <summary>The update gate of the panel's units, where another panel holds it.</summary>
    public float* UpdateGates;
    public nint UpdateGatePitch;

    /// <summary>Receives r ⊙ h where the reset gate comes before the product; whole vectors.</summary>
    public float* ResetHidden;
    public nint ResetHiddenPitch;
}
