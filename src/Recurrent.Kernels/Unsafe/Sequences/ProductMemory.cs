using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Where a part of a forward pass keeps W x + R h of one chunk of steps.</summary>
/// <remarks>
/// Panel by panel, so that tiles and gate equations work on lines side by side. Where input products are not hoisted, one panel takes the place
/// of the one before. Where rows are few they stand whole, so that one row's products with two panels can be one.
/// </remarks>
internal readonly unsafe struct ProductMemory(SequencePlan plan, CellLayout layout, ForwardMemory memory, float* work, PassShare share)
{
    private readonly SequencePlan _plan = plan;
    private readonly CellLayout _layout = layout;
    private readonly ForwardMemory _memory = memory;
    private readonly PassShare _share = share;

    // Before a part's chunk lie the chunks of the rows before it.
    private readonly float* _chunk = work + memory.Products + ((nint)memory.ChunkSteps * share.Rows.Start * layout.GatePitch);

    /// <summary>Whether the part owns every row of the batch, so that the cells of several steps lie side by side.</summary>
    public bool OwnsAllRows => _share.Rows.Length == _plan.Batch;

    /// <summary>Whether all panels of a row lie side by side.</summary>
    public bool KeepsRowsWhole => _share.Rows.Length <= PanelProduct.FewRows && !HoldsOnePanel;

    // A candidate whose product waits for the reset gate needs the update gate's panels too.
    private bool HoldsOnePanel => !_memory.HoistsInput && !_layout.HasResetHidden;

    /// <summary>Floats from row to row where rows stand whole, else 0.</summary>
    public nint WholeRowPitch => KeepsRowsWhole ? _layout.GatePitch : 0;

    /// <summary>Floats from row to row of a panel.</summary>
    public nint Pitch(int panel) => KeepsRowsWhole ? _layout.GatePitch : _layout.PanelPitch(panel);

    /// <summary>The products of a panel and the part's first row at a step.</summary>
    public float* First(int panel, int step, int chunkStart) => At(step, chunkStart).At(_layout.PanelColumn(panel), Pitch(panel), 0);

    /// <summary>The products of a step, counted from the part's first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PanelBlock At(int step, int chunkStart)
    {
        if (HoldsOnePanel)
        {
            return new PanelBlock(_chunk + ((nint)_layout.PanelColumn(_share.Panels.Start) * _share.Rows.Length), 0);
        }

        // In the natural order of a reversed pass, the last step of the chunk comes first.
        bool isBackwards = _plan.IsNatural && _plan.IsReverse;
        int last = Math.Min(_plan.Length(_share.Rows.Start), chunkStart + _memory.ChunkSteps) - 1;
        nint row = OwnsAllRows ? _plan.Offset(step) - _plan.Offset(isBackwards ? last : chunkStart) : (nint)(isBackwards ? last - step : step - chunkStart) * _share.Rows.Length;
        return KeepsRowsWhole
            ? new PanelBlock(_chunk + (row * _layout.GatePitch), 1)
            : new PanelBlock(_chunk, (nint)_memory.ChunkSteps * _share.Rows.Length) { FirstRow = row };
    }
}
