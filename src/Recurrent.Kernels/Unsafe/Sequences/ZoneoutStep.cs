using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The backward equations of a panel of units and some rows at one step under zoneout: the gradient of what stayed passes by the cell.</summary>
/// <remarks>Of a gradient g at the mixed state the cell gets u ⊙ g, and the state before (1 − u) ⊙ g beside what the cell passes on.</remarks>
internal unsafe struct ZoneoutStep
{
    /// <summary>Rows of a call at most: what is kept aside has its place on the stack.</summary>
    private const int MostRows = 48;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Differentiate(DifferentiateArguments* arguments)
    {
        DifferentiateArguments rows = *arguments;
        int width = TileKernels.PanelWidth;
        float* hiddenKept = stackalloc float[MostRows * width];
        float* cellKept = stackalloc float[Layout.HasCellState ? MostRows * width : 1];
        float* made = stackalloc float[Unmixes ? MostRows * width : 1];
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

            Mix.Backward(ZoneoutMix.At(Mix.Hidden, Plan, Layout, Step, Position + row, Unit), hidden, hiddenKept + (row * TileKernels.PanelWidth), units);
            if (Layout.HasCellState)
            {
                float* shares = ZoneoutMix.At(Mix.Cell, Plan, Layout, Step, Position + row, Unit);
                Mix.Backward(shares, rows.CellGradient + (row * rows.StateGradientPitch), cellKept + (row * TileKernels.PanelWidth), units);
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
}
