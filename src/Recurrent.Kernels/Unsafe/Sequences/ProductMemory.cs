using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Where a part of a forward pass keeps W x + R h of one chunk of steps.</summary>
/// <remarks>
/// Panel by panel, so that tiles and gate equations work on lines side by side. Where input products are not hoisted, one panel takes the place
/// of the one before. Where rows are few they stand whole, so that one row's products with two panels can be one.
/// </remarks>
internal readonly unsafe struct ProductMemory
{
    private readonly SequencePlan _plan;
    private readonly CellLayout _layout;
    private readonly float* _chunk;
    private readonly nint _firstPanel;
    private readonly nint _gatePitch;
    private readonly nint _blockRows;
    private readonly int _rows;
    private readonly int _chunkSteps;
    private readonly int _length;
    private readonly bool _holdsOnePanel;
    private readonly bool _isBackwards;

    /// <summary>Lays the memory of a part out, once for all its steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ProductMemory(SequencePlan plan, in CellLayout layout, in ForwardMemory memory, float* work, PassShare share)
    {
        _plan = plan;
        _layout = layout;
        _rows = share.Rows.Length;
        _gatePitch = layout.GatePitch;
        _chunkSteps = memory.ChunkSteps;
        _blockRows = (nint)_chunkSteps * _rows;
        _length = _rows > 0 ? plan.Length(share.Rows.Start) : 0;
        _isBackwards = plan.IsNatural && plan.IsReverse;

        // A candidate whose product waits for the reset gate needs the update gate's panels too.
        _holdsOnePanel = !memory.HoistsInput && !layout.HasResetHidden;
        _firstPanel = (nint)layout.PanelColumn(share.Panels.Start) * _rows;
        OwnsAllRows = _rows == plan.Batch;
        KeepsRowsWhole = _rows <= PanelProduct.FewRows && !_holdsOnePanel;

        // Before a part's chunk lie the chunks of the rows before it.
        _chunk = work + memory.Products + ((nint)memory.ChunkSteps * share.Rows.Start * _gatePitch);
    }

    /// <summary>Whether the part owns every row of the batch, so that the cells of several steps lie side by side.</summary>
    public bool OwnsAllRows { get; }

    /// <summary>Whether all panels of a row lie side by side.</summary>
    public bool KeepsRowsWhole { get; }

    /// <summary>Floats from row to row where rows stand whole, else 0.</summary>
    public nint WholeRowPitch => KeepsRowsWhole ? _gatePitch : 0;

    /// <summary>Floats from row to row of a panel.</summary>
    public nint Pitch(int panel) => KeepsRowsWhole ? _gatePitch : _layout.PanelPitch(panel);

    /// <summary>The products of a panel and the part's first row at a step.</summary>
    public float* First(int panel, int step, int chunkStart) => At(step, chunkStart).At(_layout.PanelColumn(panel), Pitch(panel), 0);

    /// <summary>The products of a step, counted from the part's first row.</summary>
    public PanelBlock At(int step, int chunkStart)
    {
        PanelBlock block = default;
        Point(ref block, step, chunkStart);
        return block;
    }

    /// <summary>Points a block to the products of a step, counted from the part's first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Point(ref PanelBlock block, int step, int chunkStart)
    {
        if (_holdsOnePanel)
        {
            block.Point(_chunk + _firstPanel, 0, 0);
            return;
        }

        // In the natural order of a reversed pass, the last step of the chunk comes first.
        int first = _isBackwards ? Math.Min(_length, chunkStart + _chunkSteps) - 1 : chunkStart;
        nint row = OwnsAllRows ? _plan.Offset(step) - _plan.Offset(first) : (nint)Math.Abs(step - first) * _rows;
        if (KeepsRowsWhole) block.Point(_chunk + (row * _gatePitch), 1, 0);
        else block.Point(_chunk, _blockRows, row);
    }
}
