using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Unsafe.Gemm;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>One step of one row over packed weights: the same tiles and equations as a sequence, hence the same bits.</summary>
internal static unsafe class StepKernel
{
    private const int LineFloats = 16;

    public static int WeightLength(CellLayout layout) => checked(
        Line(layout.PackedInputLength) + Line(layout.PackedRecurrentLength) + (layout.Panels * layout.PanelWidth));

    /// <summary>Gates of one panel, then the new hidden and cell state.</summary>
    public static int ScratchLength(CellLayout layout) => layout.PanelWidth + (2 * layout.PaddedHiddenSize) + layout.PanelWidth;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(CellLayout layout, ReadOnlySpan<float> weights, ReadOnlySpan<float> input, Span<float> hidden, Span<float> cell, Span<float> scratch)
    {
        fixed (float* packed = weights, inputValues = input, hiddenValues = hidden, cellValues = cell, memory = scratch)
        {
            RunPanels(layout, packed, inputValues, hiddenValues, cellValues, memory);
            new ReadOnlySpan<float>(memory + layout.PanelWidth, layout.HiddenSize).CopyTo(hidden);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPanels(CellLayout layout, float* packed, float* input, float* hidden, float* cell, float* scratch)
    {
        float* recurrent = packed + Line(layout.PackedInputLength);
        float* bias = recurrent + Line(layout.PackedRecurrentLength);
        float* newHidden = scratch + layout.PanelWidth;
        float* cells = newHidden + layout.PaddedHiddenSize;
        if (cell != null)
        {
            // Whole vectors of c are read and written, also beyond H.
            SequenceRows.Copy(cell, cells, layout.HiddenSize);
            new Span<float>(cells + layout.HiddenSize, layout.PaddedHiddenSize - layout.HiddenSize).Clear();
        }

        ActivateArguments activate = default;
        activate.Rows = 1;
        activate.Gates = scratch;
        TileArguments tile = default;
        tile.AStep = 1;
        var equations = GateKernels.Activate(layout.Cell);
        for (int panel = 0; panel < layout.Panels; panel++)
        {
            int vectors = layout.ProductColumns(panel);
            nint unit = layout.FirstUnit(panel, 0);
            if (layout.RecurrentOffset > 0)
            {
                new Span<float>(scratch + (layout.PanelWidth - layout.Lanes), layout.Lanes).Clear();
            }

            tile.BStep = vectors * layout.Lanes;
            tile.A = input;
            tile.Depth = layout.InputSize;
            tile.B = packed + CellPacking.PanelStart(layout, layout.InputSize, panel);
            tile.Prefetch = tile.B;
            tile.C = scratch;
            tile.Accumulate = false;
            PanelProduct.Run(tile, 1, vectors);
            tile.A = hidden;
            tile.Depth = layout.HiddenSize;
            tile.B = recurrent + CellPacking.PanelStart(layout, layout.HiddenSize, panel);
            tile.Prefetch = tile.B;
            tile.C = scratch + (layout.RecurrentOffset * layout.Lanes);
            tile.Accumulate = true;
            PanelProduct.Run(tile, 1, vectors);
            activate.Vectors = layout.SavesGates ? 1 : vectors;
            activate.Units = layout.HiddenSize - (int)unit;
            activate.Bias = bias + (panel * layout.PanelWidth);
            activate.PreviousHidden = hidden + unit;
            activate.Hidden = newHidden + unit;
            activate.PreviousCell = cells + unit;
            activate.Cell = cells + unit;
            equations(&activate);
        }

        if (cell != null)
        {
            SequenceRows.Copy(cells, cell, layout.HiddenSize);
        }
    }

    private static int Line(int length) => checked((length + LineFloats - 1) / LineFloats * LineFloats);
}
