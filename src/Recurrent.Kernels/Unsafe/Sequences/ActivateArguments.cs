using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>What the cell equations of one panel of units and some rows read and write; pitches count floats from row to row.</summary>
/// <remarks>Or of several panels of one row, where they lie side by side: <see cref="Take"/> then makes a row of each.</remarks>
internal unsafe struct ActivateArguments
{
    public int Rows;

    /// <summary>Vectors of units in the panel.</summary>
    public int Vectors;

    /// <summary>Valid units from the panel's first on; may exceed the panel.</summary>
    public int Units;

    /// <summary>By how many units a row has fewer than the row before.</summary>
    public int UnitStep;

    /// <summary>The products W x + R h of the panel.</summary>
    public float* Products;
    public nint ProductPitch;

    /// <summary>Receives the gates; null when no backward pass will follow.</summary>
    public float* Gates;
    public nint GatePitch;

    /// <summary>The panel's biases, laid out as its products.</summary>
    public float* Bias;
    public nint BiasPitch;

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

    /// <summary>Covers all panels of a range with one call, for a single row whose panels lie side by side everywhere; they belong to one gate where gates have panels of their own.</summary>
    public void Take(in CellLayout layout, ItemRange panels)
    {
        if (!layout.IsInterleaved)
        {
            Vectors = ((panels.Length - 1) * CellLayout.PanelColumns) + layout.ProductColumns(panels.End - 1);
            return;
        }

        Rows = panels.Length;
        ProductPitch = GatePitch = BiasPitch = layout.PanelWidth;
        PreviousHiddenPitch = HiddenPitch = CellPitch = UnitStep = layout.Lanes;
    }
}
