using System.Runtime.CompilerServices;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Sequences;

/// <summary>
/// How the gates of a cell lie in memory: the hidden units are cut into panels, and all gates of a panel's units stand side by side, so that
/// one register tile yields everything the cell equations need.
/// </summary>
/// <remarks>
/// A panel has <see cref="PanelColumns"/> vectors. LSTM: i f g o of one vector of units. GRU: the candidate's input part, r, z, and the candidate's
/// recurrent part, which stay apart because the reset gate multiplies the second only. Simple RNN: four vectors of units. GRU with the reset
/// before the product: as three simple RNNs, first all of r, then z, then the candidate, whose product has to wait for r.
/// </remarks>
internal readonly struct CellLayout
{
    /// <summary>Vectors that stand side by side in a full panel of the gate buffer.</summary>
    public const int PanelColumns = 4;

    private const int LineFloats = 16;
    private const int SetAliasFloats = 256;

    /// <summary>Describes a cell.</summary>
    /// <param name="cell">The recurrence.</param>
    /// <param name="inputSize">I, at least 0.</param>
    /// <param name="hiddenSize">H, at least 1.</param>
    /// <param name="lanes">Floats in a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CellLayout(SequenceCell cell, int inputSize, int hiddenSize, int lanes)
    {
        Cell = cell;
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        Lanes = lanes;
        Gates = cell switch { SequenceCell.Lstm => 4, SequenceCell.Gru or SequenceCell.GruResetBefore => 3, _ => 1 };
        UnitVectors = (hiddenSize + lanes - 1) / lanes;
        PanelsPerGate = (UnitVectors + UnitVectorsPerPanel - 1) / UnitVectorsPerPanel;
    }

    /// <summary>A cell in this process's vector width.</summary>
    public static CellLayout Of(SequenceCell cell, int inputSize, int hiddenSize) => new(cell, inputSize, hiddenSize, TileKernels.VectorLength);

    public SequenceCell Cell { get; }

    /// <summary>I.</summary>
    public int InputSize { get; }

    /// <summary>H.</summary>
    public int HiddenSize { get; }

    /// <summary>Floats in a vector.</summary>
    public int Lanes { get; }

    /// <summary>Gates of the weights: W has Gates · H rows.</summary>
    public int Gates { get; }

    public bool HasCellState => Cell == SequenceCell.Lstm;

    /// <summary>Whether the backward pass needs the gates of the forward pass (the simple RNN's follow from its output).</summary>
    public bool SavesGates => Cell is SequenceCell.Lstm or SequenceCell.Gru or SequenceCell.GruResetBefore;

    /// <summary>Whether a panel holds all gates of its units.</summary>
    public bool IsInterleaved => Cell is SequenceCell.Lstm or SequenceCell.Gru;

    /// <summary>Whether the candidate's product multiplies r ⊙ h rather than h.</summary>
    public bool HasResetHidden => Cell == SequenceCell.GruResetBefore;

    /// <summary>Whether a part of the state's gradient reaches the earlier step without a product.</summary>
    public bool PassesHiddenOn => Cell is SequenceCell.Gru or SequenceCell.GruResetBefore;

    /// <summary>Whether the gradient of the recurrent product differs from that of the input product.</summary>
    public bool HasRecurrentGateGradient => Cell == SequenceCell.Gru;

    /// <summary>Floats of the products' gradient per cell: the GRU keeps the candidate's two parts apart, the input's first.</summary>
    public int GateGradientColumns => (HasRecurrentGateGradient ? Gates + 1 : Gates) * HiddenSize;

    /// <summary>Floats from one cell's products' gradient to the next: never a multiple of a kilobyte, whose rows would share a few cache sets.</summary>
    public int GateGradientPitch => GateGradientColumns % SetAliasFloats == 0 ? GateGradientColumns + LineFloats : GateGradientColumns;

    /// <summary>The first float of the recurrent product's gradient within a cell's.</summary>
    public int RecurrentGradientOffset => HasRecurrentGateGradient ? HiddenSize : 0;

    /// <summary>Vectors needed for H units.</summary>
    public int UnitVectors { get; }

    /// <summary>H rounded up to whole vectors.</summary>
    public int PaddedHiddenSize => UnitVectors * Lanes;

    /// <summary>Vectors of units in a panel.</summary>
    public int UnitVectorsPerPanel => IsInterleaved ? 1 : PanelColumns;

    /// <summary>Panels from one gate's first to the next gate's; all panels where gates stand side by side.</summary>
    public int PanelsPerGate { get; }

    public int Panels => IsInterleaved ? PanelsPerGate : Gates * PanelsPerGate;

    /// <summary>Floats of a full panel of the gate buffer.</summary>
    public int PanelWidth => PanelColumns * Lanes;

    /// <summary>Floats of all panels of a row.</summary>
    public int GatePitch => IsInterleaved ? UnitVectors * PanelWidth : Gates * PaddedHiddenSize;

    /// <summary>The first column of a panel that the recurrent product adds to.</summary>
    public int RecurrentOffset => Cell == SequenceCell.Gru ? 1 : 0;

    /// <summary>Floats of the packed input weights.</summary>
    public int PackedInputLength => checked(InputSize * PackedRowWidth);

    /// <summary>Floats of the packed recurrent weights; the same for the forward and the backward order.</summary>
    public int PackedRecurrentLength => checked(HiddenSize * PackedRowWidth);

    /// <summary>Floats of a whole packed cell: input weights, recurrent weights, biases, each on a cache line.</summary>
    public int PackedLength => checked(PackedBiasStart + (Panels * PanelWidth));

    /// <summary>Where the recurrent weights start in a packed cell.</summary>
    public int PackedRecurrentStart => WholeLines(PackedInputLength);

    /// <summary>Where the biases start in a packed cell.</summary>
    public int PackedBiasStart => checked(PackedRecurrentStart + WholeLines(PackedRecurrentLength));

    /// <summary>Floats of the packed recurrent weights for the backward pass, whose panels run over H and whose depth over all gates.</summary>
    public int PackedTransposedLength => checked(Gates * HiddenSize * PaddedHiddenSize);

    /// <summary>The gate whose units a panel holds; 0 where a panel holds all gates of its units.</summary>
    public int GateOf(int panel) => HasResetHidden ? panel / PanelsPerGate : 0;

    /// <summary>Floats that a panel keeps of a row.</summary>
    public int PanelPitch(int panel) => IsInterleaved ? PanelWidth : ProductColumns(panel) * Lanes;

    /// <summary>Floats of a row in all panels before this one.</summary>
    public int PanelColumn(int panel) => (GateOf(panel) * PaddedHiddenSize) + (IndexInGate(panel) * PanelWidth);

    /// <summary>Where a panel starts in a row of the packed weights.</summary>
    public int PackedColumn(int panel) => IsInterleaved ? panel * ProductColumns(0) * Lanes : PanelColumn(panel);

    /// <summary>The panel that holds the update gate of a candidate's units, in layouts where gates have panels of their own.</summary>
    public int UpdatePanel(int panel) => ReadsResetHidden(panel) ? panel - PanelsPerGate : panel;

    /// <summary>Whether a panel's recurrent product multiplies r ⊙ h.</summary>
    public bool ReadsResetHidden(int panel) => HasResetHidden && GateOf(panel) == Gates - 1;

    /// <summary>Columns of one panel that a product writes; the last panel of a gate's own may be narrower.</summary>
    public int ProductColumns(int panel) => Cell switch
    {
        SequenceCell.Lstm => 4,
        SequenceCell.Gru => 3,
        _ => Math.Min(PanelColumns, UnitVectors - (IndexInGate(panel) * PanelColumns)),
    };

    /// <summary>Which gate of the input weights a product column holds.</summary>
    public int InputGate(int panel, int column) => Cell switch { SequenceCell.Lstm => column, SequenceCell.Gru => (column + 2) % 3, _ => GateOf(panel) };

    /// <summary>Which gate of the recurrent weights a product column holds.</summary>
    public int RecurrentGate(int panel, int column) => IsInterleaved ? column : GateOf(panel);

    /// <summary>The first unit of a product column.</summary>
    public int FirstUnit(int panel, int column) => IsInterleaved ? panel * Lanes : ((IndexInGate(panel) * PanelColumns) + column) * Lanes;

    private int IndexInGate(int panel) => panel - (GateOf(panel) * PanelsPerGate);

    private int PackedRowWidth => Gates * PaddedHiddenSize;

    private static int WholeLines(int length) => checked((length + LineFloats - 1) / LineFloats * LineFloats);
}
