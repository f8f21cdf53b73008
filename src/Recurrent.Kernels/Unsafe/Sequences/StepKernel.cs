using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>One step of one row over packed weights: the same order of sums and the same equations as a sequence, hence the same bits.</summary>
internal static unsafe class StepKernel
{
    /// <summary>Weights each thread should have at least, or waking it costs more than it brings: half a megabyte.</summary>
    private const int WeightsPerPart = 128 * 1024;

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
            PackJob job = default;
            job.Layout = layout;
            job.InputWeights = input;
            job.RecurrentWeights = recurrent;
            job.InputBias = biasIn;
            job.RecurrentBias = biasRecurrent;
            job.Destination = packed;
            ThreadTeam.Single.Run(job, parts: 1);
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
            job.RecurrentPanels = packed + layout.PackedRecurrentStart;
            job.Bias = packed + layout.PackedBiasStart;
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
}
