using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Threading;
using Recurrent.Kernels.Unsafe.Sequences;

namespace Recurrent.Kernels.Sequences;

/// <summary>
/// The gradients of both weight matrices and of the biases in one reading of the products' gradient, where <see cref="SequenceGradients"/> reads
/// it once for each: for layers so narrow that reading counts. The bits are the same.
/// </summary>
internal readonly ref struct SharedWeightGradients
{
    /// <summary>Most columns of the products' gradient.</summary>
    public const int MostColumns = 4 * MostUnits;

    /// <summary>Widest h and x: beyond, the products outweigh the reading, and turning them around costs more than it.</summary>
    private const int MostUnits = 256;

    /// <summary>With fewer cells, turning the products around is not worth it.</summary>
    private const int FewestCells = 256;

    /// <summary>With so many panels each, threads end at about the same time.</summary>
    private const int ManyPanels = 4;

    public required SequencePlan Plan { get; init; }

    public required CellLayout Layout { get; init; }

    /// <summary>From <see cref="SequenceBackward"/>, [cells, <see cref="CellLayout.GateGradientPitch"/>].</summary>
    public required ReadOnlySpan<float> GateGradient { get; init; }

    /// <summary>x in the plan's order, [cells, I].</summary>
    public required ReadOnlySpan<float> Input { get; init; }

    /// <summary>h of the step before, of every cell after the first step, in the order of those cells.</summary>
    public required ReadOnlySpan<float> Hidden { get; init; }

    /// <summary>The states before the first step in the plan's order, [B, H]; empty for zeros.</summary>
    public required ReadOnlySpan<float> InitialHidden { get; init; }

    public required ThreadTeam Team { get; init; }

    /// <summary>Whether a layer and a batch are of the sizes that gain, and have panels enough for all threads.</summary>
    public static bool Gain(in CellLayout layout, SequencePlan plan, int threads)
    {
        if (!Fits(layout) || plan.Cells < FewestCells)
        {
            return false;
        }

        int parts = WeightGradientDriver.Parts(layout, plan, threads), panels = PanelLayout.Count(layout.GateGradientColumns);
        return panels % parts == 0 || panels >= ManyPanels * parts;
    }

    /// <summary>Overwrites the gradients.</summary>
    /// <param name="inputWeights">∂W, [gates · H, I].</param>
    /// <param name="recurrentWeights">∂R, [gates · H, H].</param>
    /// <param name="sums">The products' gradient summed over all cells, [<see cref="CellLayout.GateGradientColumns"/>]; empty when nobody asks.</param>
    /// <exception cref="ArgumentException">A span has not the length it needs.</exception>
    /// <exception cref="InvalidOperationException">The layer is wider than 256, reads nothing, or has a reset gate before the product.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(Span<float> inputWeights, Span<float> recurrentWeights, Span<float> sums)
    {
        if (!Fits(Layout))
        {
            throw new InvalidOperationException($"A {Layout.Cell} of {Layout.InputSize} inputs and {Layout.HiddenSize} units takes its gradients one by one: ask {nameof(Gain)} first.");
        }

        int gateRows = Layout.Gates * Layout.HiddenSize, started = Plan.Active(0);
        SequenceSpans.RequireAtLeast(GateGradient.Length, Plan.Cells * Layout.GateGradientPitch, nameof(GateGradient));
        SequenceSpans.RequireAtLeast(Input.Length, Plan.Cells * Layout.InputSize, nameof(Input));
        SequenceSpans.RequireAtLeast(Hidden.Length, (Plan.Cells - started) * Layout.HiddenSize, nameof(Hidden));
        SequenceSpans.RequireOptional(InitialHidden.Length, Plan.Batch * Layout.HiddenSize, nameof(InitialHidden));
        SequenceSpans.Require(inputWeights.Length, gateRows * Layout.InputSize, nameof(inputWeights));
        SequenceSpans.Require(recurrentWeights.Length, gateRows * Layout.HiddenSize, nameof(recurrentWeights));
        SequenceSpans.RequireOptional(sums.Length, Layout.GateGradientColumns, nameof(sums));
        WeightGradientDriver.Run(this, inputWeights, recurrentWeights, sums);
    }

    /// <remarks>A reset gate before the product has a state of its own for each part of the recurrent weights.</remarks>
    private static bool Fits(in CellLayout layout) => !layout.HasResetHidden && layout.HiddenSize <= MostUnits && layout.InputSize is > 0 and <= MostUnits;
}
