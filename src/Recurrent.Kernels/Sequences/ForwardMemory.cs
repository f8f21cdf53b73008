using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Sequences;

/// <summary>
/// Where a forward pass keeps what: offsets into one buffer that lives until the backward pass (saved) and one that does not (work).
/// </summary>
/// <remarks>
/// Every piece starts on a cache line. Gates, c and tanh c lie step by step and in a step panel by panel (<see cref="Unsafe.Sequences.PanelBlock"/>),
/// so that the gate equations read and write them without gaps, whichever rows or units a thread owns.
/// </remarks>
internal readonly struct ForwardMemory
{
    private const int LineFloats = 16;

    /// <summary>Gate values of one chunk of steps and one row range: what fits in the second-level cache beside the weights.</summary>
    private const int ChunkFloats = 64 * 1024;

    /// <summary>The same where few rows meet weights that come from farther away: these then pass by less often, which is worth more than where the gates lie.</summary>
    private const int LongChunkFloats = 256 * 1024;

    /// <summary>Weights that stay in the second-level cache from step to step: one and a half megabytes.</summary>
    private const int CachedWeights = 384 * 1024;

    /// <summary>With fewer rows the input products of one step do not fill the register tiles.</summary>
    private const int ManyRows = 24;

    /// <summary>Lays out the memory of a pass.</summary>
    /// <param name="layout">The cell.</param>
    /// <param name="plan">The batch.</param>
    /// <param name="hasInitialHidden">Whether the pass starts from given hidden states.</param>
    /// <param name="saves">Whether a backward pass will follow.</param>
    /// <param name="hasPackedWeights">Whether the pass is given packed weights.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ForwardMemory(CellLayout layout, SequencePlan plan, bool hasInitialHidden, bool saves, bool hasPackedWeights = false)
    {
        Saves = saves;
        int saved = 0, work = 0;
        int padded = layout.PaddedHiddenSize;
        bool hasFewRows = plan.Batch < ManyRows, isLarge = layout.PackedInputLength + layout.PackedRecurrentLength > CachedWeights;
        HoistsInput = hasFewRows || isLarge;
        int chunk = Math.Clamp((hasFewRows && isLarge ? LongChunkFloats : ChunkFloats) / Math.Max(1, layout.GatePitch * ((plan.Batch + 1) / 2)), 2, Math.Max(2, plan.Steps));
        ChunkSteps = HoistsInput ? chunk : 1;
        ZeroRow = Take(ref saved, padded);
        HasSortedInitialHidden = hasInitialHidden && !plan.IsNatural;
        SortedInitialHidden = Take(ref saved, HasSortedInitialHidden ? checked(plan.Batch * layout.HiddenSize) : 0);
        InitialCell = Take(ref saved, layout.HasCellState ? checked(plan.Batch * padded) : 0);
        PackedInput = Take(ref saved, plan.IsNatural ? 0 : checked(plan.Cells * layout.InputSize));
        Hidden = Take(ref saved, plan.IsNatural ? 0 : checked(plan.Cells * layout.HiddenSize));
        bool savesGates = saves && layout.SavesGates;
        Products = Take(ref work, checked(ChunkSteps * plan.Batch * layout.GatePitch));
        GathersInput = HoistsInput && hasFewRows && plan.Batch > 1;
        GatheredInput = Take(ref work, GathersInput ? checked(ChunkSteps * plan.Batch * layout.InputSize) : 0);
        Gates = Take(ref saved, savesGates ? checked(plan.Cells * layout.GatePitch) : 0);
        SavesGates = savesGates;
        Cell = Take(ref saved, saves && layout.HasCellState ? checked(plan.Cells * padded) : 0);
        TanhCell = Take(ref saved, saves && layout.HasCellState ? checked(plan.Cells * padded) : 0);
        SavesResetHidden = saves && layout.HasResetHidden;
        int resetRows = layout.HasResetHidden ? (saves ? plan.Cells : plan.Batch) : 0;
        ResetHidden = SavesResetHidden ? Take(ref saved, checked(resetRows * padded)) : Take(ref work, checked(resetRows * padded));
        HasPackedWeights = hasPackedWeights;
        Weights = Take(ref work, hasPackedWeights ? 0 : layout.PackedLength);
        SavedLength = saved;
        WorkLength = work;
    }

    public bool Saves { get; }

    /// <summary>Whether the gates are saved (and then found in the saved buffer, one row per cell).</summary>
    public bool SavesGates { get; }

    public bool HasSortedInitialHidden { get; }

    /// <summary>Whether input products are computed for several steps at once, before the recurrent ones.</summary>
    public bool HoistsInput { get; }

    /// <summary>Steps whose input products are computed at once.</summary>
    public int ChunkSteps { get; }

    /// <summary>Zeros, in saved memory: the hidden state before the first step when none is given.</summary>
    public int ZeroRow { get; }

    public int SortedInitialHidden { get; }

    /// <summary>The cell state before the first step, panel by panel over all rows; in inference also the running one.</summary>
    public int InitialCell { get; }

    public int PackedInput { get; }

    /// <summary>h of every cell, unless the output tensor has the same order.</summary>
    public int Hidden { get; }

    /// <summary>W x + R h of one chunk of steps, in work memory.</summary>
    public int Products { get; }

    /// <summary>Whether parts bring the input of their rows side by side, since few rows of one step would not fill the register tiles.</summary>
    public bool GathersInput { get; }

    /// <summary>Input of one chunk of steps, part by part in work memory, when <see cref="GathersInput"/>.</summary>
    public int GatheredInput { get; }

    /// <summary>The gates, in saved memory, when <see cref="SavesGates"/>.</summary>
    public int Gates { get; }

    public int Cell { get; }

    public int TanhCell { get; }

    /// <summary>Whether r ⊙ h is saved (and then found in the saved buffer, one row per cell).</summary>
    public bool SavesResetHidden { get; }

    /// <summary>r ⊙ h, padded rows, for cells that need it: in saved memory when <see cref="SavesResetHidden"/>, else one row per batch row in work memory.</summary>
    public int ResetHidden { get; }

    /// <summary>Whether the weights come packed, so that the pass needs no room for its own copy.</summary>
    public bool HasPackedWeights { get; }

    /// <summary>The packed weights in work memory, unless <see cref="HasPackedWeights"/>.</summary>
    public int Weights { get; }

    public int SavedLength { get; }

    public int WorkLength { get; }

    private static int Take(ref int used, int length)
    {
        int start = used;
        used = checked(used + ((length + LineFloats - 1) / LineFloats * LineFloats));
        return start;
    }
}
