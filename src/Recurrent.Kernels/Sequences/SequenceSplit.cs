using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Sequences;

/// <summary>How a pass over a batch is shared out: into rows for all steps, or into units with a meeting after every step.</summary>
/// <remarks>
/// Rows never wait for each other. But each thread then reads all weights for its rows alone: weights beyond the second-level cache cost less
/// when every thread keeps to its part of them, and few rows leave nothing else to share. Results do not depend on the choice.
/// </remarks>
internal readonly struct SequenceSplit
{
    /// <summary>Multiply-adds of a whole pass below which a second thread costs more than it brings.</summary>
    private const long WorkPerPart = 1 << 19;

    /// <summary>Multiply-adds of one step and part that pay for a meeting.</summary>
    private const long WorkPerMeeting = 1 << 16;

    /// <summary>Recurrent weights that no longer stay in a second-level cache: two megabytes.</summary>
    public const int LargeWeights = 1 << 19;

    /// <summary>With so many rows a part, each weight is used often enough however far away it lies.</summary>
    private const int ManyRows = 48;

    /// <summary>The same for the backward pass, where the gradients of all gates have to cross from one core to the other.</summary>
    private const int ManyRowsBackward = 12;

    /// <summary>Fewer rows a part leave a register tile half empty.</summary>
    private const int FewRows = 4;

    /// <summary>Shares a pass.</summary>
    /// <param name="layout">The cell.</param>
    /// <param name="plan">The batch.</param>
    /// <param name="threads">Threads at hand, at least 1.</param>
    /// <param name="isBackward">Whether it is the backward pass.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SequenceSplit(CellLayout layout, SequencePlan plan, int threads, bool isBackward = false)
    {
        long perCell = (long)layout.Gates * layout.HiddenSize * (layout.InputSize + layout.HiddenSize);
        Parts = (int)Math.Clamp(plan.Cells * perCell / WorkPerPart, 1, threads);
        int rows = Math.Max(1, plan.Batch) / Parts;
        bool pays = layout.PackedRecurrentLength >= LargeWeights ? rows < (isBackward ? ManyRowsBackward : ManyRows) : rows < FewRows;
        ByUnits = Parts > 1 && !layout.HasResetHidden && pays && perCell * plan.Batch / Parts >= WorkPerMeeting;
        Parts = ByUnits ? Parts : Math.Min(Parts, Math.Max(1, plan.Batch));
    }

    /// <summary>How many parts the pass is worth.</summary>
    public int Parts { get; }

    /// <summary>Whether the parts own units of every row rather than rows.</summary>
    public bool ByUnits { get; }

    /// <summary>The rows a part owns where rows are shared out, whether for all steps or to move them in and out.</summary>
    public static ItemRange OwnRows(SequencePlan plan, int part, int parts) => new(plan.FirstPosition(part, parts), plan.FirstPosition(part + 1, parts));
}
