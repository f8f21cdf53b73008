using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>What the backward equations of one panel of units and some rows read and write; pitches count floats from row to row.</summary>
internal unsafe struct DifferentiateArguments
{
    public int Rows;

    /// <summary>Vectors of units in the panel.</summary>
    public int Vectors;

    /// <summary>Valid units from the panel's first on; may exceed the panel.</summary>
    public int Units;

    /// <summary>The saved gates of the panel.</summary>
    public float* Gates;
    public nint GatePitch;

    /// <summary>From the gates of one unit to those of the next, where all gates of a vector of units stand side by side.</summary>
    public nint GateUnitStride;

    /// <summary>From one gate's saved values to the next gate's, where they stand apart.</summary>
    public nint SavedGateStride;

    public float* Hidden;
    public float* PreviousHidden;
    public nint HiddenPitch;
    public nint PreviousHiddenPitch;

    public float* PreviousCell;
    public float* TanhCell;
    public nint CellPitch;

    /// <summary>From one unit's c of the step before to the next unit's.</summary>
    public nint PreviousCellStride;

    /// <summary>From one unit's tanh c to the next unit's.</summary>
    public nint TanhCellStride;

    /// <summary>The gradient that arrives at this step's output, or null.</summary>
    public float* OutputGradient;

    /// <summary>In: the gradient from the later step. Out, where the cell passes its state on directly: that part of the earlier step's.</summary>
    public float* HiddenGradient;

    /// <summary>In: the gradient from the later step. Out: the earlier step's.</summary>
    public float* CellGradient;

    /// <summary>The gradient that arrives at r ⊙ h, where the reset gate comes before the product.</summary>
    public float* ResetHiddenGradient;

    /// <summary>Of the hidden, the cell and the reset hidden gradient.</summary>
    public nint StateGradientPitch;

    /// <summary>Receives the gradient of the products, gate after gate.</summary>
    public float* GateGradient;
    public nint GateGradientPitch;

    /// <summary>From one gate's gradient to the next: H.</summary>
    public nint GateStride;

    /// <summary>From values in rows of H, such as h, to those to fetch ahead.</summary>
    public nint AheadHidden;

    /// <summary>From a row's gates to those to fetch ahead.</summary>
    public nint AheadGates;

    /// <summary>From a row's c to that to fetch ahead.</summary>
    public nint AheadCell;

    /// <summary>From where a row's gradient is written to what to fetch ahead.</summary>
    public nint AheadGradient;

    /// <summary>Moves every pointer to the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NextRow()
    {
        Gates += GatePitch;
        Hidden += HiddenPitch;
        PreviousHidden += PreviousHiddenPitch;
        PreviousCell += CellPitch;
        TanhCell += CellPitch;
        OutputGradient = OutputGradient == null ? null : OutputGradient + HiddenPitch;
        HiddenGradient += StateGradientPitch;
        CellGradient += StateGradientPitch;
        ResetHiddenGradient += StateGradientPitch;
        GateGradient += GateGradientPitch;
    }
}
