using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The equations of a panel of units and some rows at one step under zoneout, forward and backward.</summary>
/// <remarks>
/// Forward, u ⊙ after + (1 − u) ⊙ before takes the place of the state the cell made. Backward, of a gradient g at the mixed state the cell gets
/// u ⊙ g, and the state before (1 − u) ⊙ g beside what the cell passes on. What is kept aside has its place on the stack: a call has at most
/// <see cref="PassShare.RowBlock"/> rows.
/// </remarks>
internal unsafe struct ZoneoutStep
{
    public ZoneoutMix Mix;
    public SequencePlan Plan;
    public CellLayout Layout;
    public int Step;

    /// <summary>The sorted position of the first row.</summary>
    public int Position;

    /// <summary>The first unit of the panel.</summary>
    public nint Unit;

    /// <summary>A simple RNN differentiates its activation by what came out of it, which the mean of two states hides.</summary>
    private readonly bool Unmixes => Mix.Hidden == null && !Layout.SavesGates;

    /// <summary>The cell equations, then the mixture; c may be written over the one before, which is kept aside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Activate(ActivateArguments* arguments)
    {
        int lanes = Layout.Lanes;
        float* cellBefore = stackalloc float[Layout.HasCellState ? PassShare.RowBlock * lanes : 1];
        for (int row = 0; Layout.HasCellState && row < arguments->Rows; row++)
        {
            new Span<float>(arguments->PreviousCell + (row * arguments->CellPitch), lanes).CopyTo(new Span<float>(cellBefore + (row * lanes), lanes));
        }

        GateKernels.Activate(Layout.Cell)(arguments);
        if (!Layout.HasResetHidden || arguments->Gate == Layout.Gates - 1)
        {
            MixStates(*arguments, cellBefore);
        }
    }

    /// <summary>Parts the arriving gradient, the cell's backward equations for its share, then what passed by the cell joins what it passed on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Differentiate(DifferentiateArguments* arguments)
    {
        DifferentiateArguments rows = *arguments;
        int width = TileKernels.PanelWidth;
        float* hiddenKept = stackalloc float[PassShare.RowBlock * width];
        float* cellKept = stackalloc float[Layout.HasCellState ? PassShare.RowBlock * width : 1];
        float* made = stackalloc float[Unmixes ? PassShare.RowBlock * width : 1];
        Part(rows, hiddenKept, cellKept);
        arguments->OutputGradient = null;
        if (Unmixes)
        {
            Unmix(rows, made);
            arguments->Hidden = made;
            arguments->HiddenPitch = width;
        }

        GateKernels.Differentiate(Layout.Cell)(arguments);
        arguments->HiddenPitch = rows.HiddenPitch;
        HandOn(rows, hiddenKept, cellKept);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MixStates(in ActivateArguments rows, float* cellBefore)
    {
        int lanes = Layout.Lanes, units = Math.Min(rows.Units, Layout.UnitVectorsPerPanel * lanes);
        for (int row = 0; row < rows.Rows; row++)
        {
            float* hidden = rows.Hidden + (row * rows.HiddenPitch);
            Mix.Forward(SharesOf(Mix.Hidden, row), rows.PreviousHidden + (row * rows.PreviousHiddenPitch), hidden, units);
            if (Layout.HasCellState)
            {
                Mix.Forward(SharesOf(Mix.Cell, row), cellBefore + (row * lanes), rows.Cell + (row * rows.CellPitch), units);
            }
        }
    }

    private static int UnitsOf(in DifferentiateArguments rows) => Math.Min(rows.Units, TileKernels.PanelWidth);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Part(in DifferentiateArguments rows, float* hiddenKept, float* cellKept)
    {
        int units = UnitsOf(rows);
        for (int row = 0; row < rows.Rows; row++)
        {
            float* hidden = rows.HiddenGradient + (row * rows.StateGradientPitch);
            if (rows.OutputGradient != null)
            {
                ZoneoutMix.Add(rows.OutputGradient + (row * rows.HiddenPitch), hidden, units);
            }

            Mix.Backward(SharesOf(Mix.Hidden, row), hidden, hiddenKept + (row * TileKernels.PanelWidth), units);
            if (Layout.HasCellState)
            {
                Mix.Backward(SharesOf(Mix.Cell, row), rows.CellGradient + (row * rows.StateGradientPitch), cellKept + (row * TileKernels.PanelWidth), units);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Unmix(in DifferentiateArguments rows, float* made)
    {
        for (int row = 0; row < rows.Rows; row++)
        {
            Mix.Unmix(rows.PreviousHidden + (row * rows.PreviousHiddenPitch), rows.Hidden + (row * rows.HiddenPitch), made + (row * TileKernels.PanelWidth), UnitsOf(rows));
        }
    }

    /// <summary>Puts what stayed to the gradient of the states before, where the product with R will be added to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void HandOn(in DifferentiateArguments rows, float* hiddenKept, float* cellKept)
    {
        int units = UnitsOf(rows);
        for (int row = 0; row < rows.Rows; row++)
        {
            float* hidden = rows.HiddenGradient + (row * rows.StateGradientPitch), kept = hiddenKept + (row * TileKernels.PanelWidth);
            if (Layout.PassesHiddenOn)
            {
                ZoneoutMix.Add(kept, hidden, units);
            }
            else
            {
                new ReadOnlySpan<float>(kept, units).CopyTo(new Span<float>(hidden, units));
            }

            if (Layout.HasCellState)
            {
                ZoneoutMix.Add(cellKept + (row * TileKernels.PanelWidth), rows.CellGradient + (row * rows.StateGradientPitch), units);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly float* SharesOf(float* shares, int row) => ZoneoutMix.At(shares, Plan, Layout, Step, Position + row, Unit);
}
