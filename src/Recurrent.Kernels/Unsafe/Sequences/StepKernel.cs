using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>One step of one row over packed weights: the same order of sums and the same equations as a sequence, hence the same bits.</summary>
internal static unsafe class StepKernel
{
    private const int LineFloats = 16;

    /// <summary>Weights each thread should have at least, or waking it costs more than it brings: half a megabyte.</summary>
    private const int WeightsPerPart = 128 * 1024;

    public static int WeightLength(CellLayout layout) => checked(
        Line(layout.PackedInputLength) + Line(layout.PackedRecurrentLength) + (layout.Panels * layout.PanelWidth));

    /// <summary>The gates, the new hidden state, the cell state and r ⊙ h.</summary>
    public static int ScratchLength(CellLayout layout) => layout.GatePitch + (3 * layout.PaddedHiddenSize);

    /// <summary>How many parts a step is worth; results do not depend on it.</summary>
    /// <remarks>A reset gate before the product would make the parts wait for each other.</remarks>
    public static int Parts(CellLayout layout, int threads) =>
        layout.HasResetHidden ? 1 : (int)Math.Clamp(((long)layout.PackedInputLength + layout.PackedRecurrentLength) / WeightsPerPart, 1, threads);

    public static void Pack(
        CellLayout layout,
        ReadOnlySpan<float> inputWeights,
        ReadOnlySpan<float> recurrentWeights,
        ReadOnlySpan<float> inputBias,
        ReadOnlySpan<float> recurrentBias,
        Span<float> destination)
    {
        fixed (float* input = inputWeights, recurrent = recurrentWeights, biasIn = inputBias, biasRecurrent = recurrentBias, packed = destination)
        {
            float* packedRecurrent = packed + Line(layout.PackedInputLength);
            float* packedBias = packedRecurrent + Line(layout.PackedRecurrentLength);
            for (int panel = 0; panel < layout.Panels; panel++)
            {
                nint inputStart = CellPacking.PanelStart(layout, layout.InputSize, panel), recurrentStart = CellPacking.PanelStart(layout, layout.HiddenSize, panel);
                CellPacking.PackPanel(input, layout, layout.InputSize, panel, isRecurrent: false, packed + inputStart);
                CellPacking.PackPanel(recurrent, layout, layout.HiddenSize, panel, isRecurrent: true, packedRecurrent + recurrentStart);
                CellPacking.PackBias(biasIn, biasRecurrent, layout, panel, packedBias + (panel * layout.PanelWidth));
            }
        }
    }

    /// <summary>One step; the states are replaced. Sizes are checked by the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(CellLayout layout, ReadOnlySpan<float> weights, in StepSpans spans, ThreadTeam team)
    {
        fixed (float* packed = weights, input = spans.Input, hidden = spans.Hidden, cell = spans.Cell, scratch = spans.Scratch)
        {
            StepJob job = default;
            job.Layout = layout;
            job.InputPanels = packed;
            job.RecurrentPanels = packed + Line(layout.PackedInputLength);
            job.Bias = job.RecurrentPanels + Line(layout.PackedRecurrentLength);
            job.Input = input;
            job.Hidden = hidden;
            job.Gates = scratch;
            job.NewHidden = scratch + layout.GatePitch;
            job.Cell = job.NewHidden + layout.PaddedHiddenSize;
            job.ResetHidden = job.Cell + layout.PaddedHiddenSize;

            // Whole vectors of c are read and written, also beyond H.
            var cells = new Span<float>(job.Cell, layout.PaddedHiddenSize);
            spans.Cell.CopyTo(cells);
            cells[spans.Cell.Length..].Clear();
            team.Run(job, Parts(layout, team.Threads));
            new ReadOnlySpan<float>(job.NewHidden, layout.HiddenSize).CopyTo(spans.Hidden);
            cells[..spans.Cell.Length].CopyTo(spans.Cell);
        }
    }

    private static int Line(int length) => checked((length + LineFloats - 1) / LineFloats * LineFloats);
}
