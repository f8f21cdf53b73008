using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Ops;

namespace Recurrent.Tensors.Sequences;

/// <summary>One direction of one recurrent layer, packed once for inference: live streams take one row, one step at a time, without allocation; whole sequences need not pack again.</summary>
/// <remarks>It holds a copy of the weights and no state: any number of streams may share it. Its numbers are those of the sequence op.</remarks>
internal sealed class RecurrentStepper
{
    private readonly CellStepper _stepper;

    private RecurrentStepper(SequenceCell cell, RecurrentWeights weights, WeightPrecision precision)
    {
        CellLayout layout = new(cell, 1, 1, 1);
        weights.Check(layout.Gates);
        var packed = new StepWeights
        {
            Input = weights.Input.Values,
            Recurrent = weights.Recurrent.Values,
            InputBias = weights.InputBias is null ? default : weights.InputBias.Values,
            RecurrentBias = weights.RecurrentBias is null ? default : weights.RecurrentBias.Values,
        };
        _stepper = new CellStepper(CellLayout.Of(cell, weights.InputSize, weights.HiddenSize), packed, PrecisionOf(precision));
    }

    /// <summary>I.</summary>
    public int InputSize => _stepper.Layout.InputSize;

    /// <summary>H.</summary>
    public int HiddenSize => _stepper.Layout.HiddenSize;

    /// <summary>The packed copy, which whole sequences may use as well when its weights are float32.</summary>
    public ReadOnlySpan<float> PackedWeights => _stepper.PackedWeights;

    /// <summary>Whether a step needs a cell state beside the hidden state.</summary>
    public bool HasCellState => _stepper.Layout.HasCellState;

    /// <summary>Floats of scratch memory that a stream keeps for its steps.</summary>
    public int ScratchLength => _stepper.ScratchLength;

    public static RecurrentStepper ForLstm(RecurrentWeights weights, WeightPrecision precision = WeightPrecision.Single) =>
        new(SequenceCell.Lstm, weights, precision);

    public static RecurrentStepper ForGru(
        RecurrentWeights weights, GruReset reset = GruReset.AfterProduct, WeightPrecision precision = WeightPrecision.Single) =>
        new(GruSequenceOp.CellOf(reset), weights, precision);

    public static RecurrentStepper ForRnn(RecurrentWeights weights, RnnActivation activation, WeightPrecision precision = WeightPrecision.Single) =>
        new(activation == RnnActivation.Relu ? SequenceCell.RnnRelu : SequenceCell.RnnTanh, weights, precision);

    /// <summary>Whether this is a copy of weights for a cell of the given layout.</summary>
    public bool IsFor(CellLayout layout) => (_stepper.Layout.Cell, InputSize, HiddenSize) == (layout.Cell, layout.InputSize, layout.HiddenSize)
        && _stepper.Precision == StepPrecision.Single;

    /// <summary>The threads that steps may use.</summary>
    /// <param name="threads">1 or more; 0 takes one per core. A small step stays on the calling thread.</param>
    public StepTeam TeamOf(int threads) =>
        new(_stepper.IsWorthThreads ? ThreadTeam.Shared(threads > 0 ? threads : Environment.ProcessorCount) : ThreadTeam.Single);

    /// <summary>One step; the states are replaced by those after the step.</summary>
    /// <param name="input">x, <see cref="InputSize"/> values.</param>
    /// <param name="hidden">h, <see cref="HiddenSize"/> values; also the output.</param>
    /// <param name="cell">c, <see cref="HiddenSize"/> values; empty without a cell state.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats; contents do not matter.</param>
    /// <param name="team">From <see cref="TeamOf"/>; the default is the calling thread alone. The bits do not depend on it.</param>
    /// <exception cref="ArgumentException">A span has not the length it needs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<float> input, Span<float> hidden, Span<float> cell, Span<float> scratch, StepTeam team = default) =>
        _stepper.Step(new StepSpans { Input = input, Hidden = hidden, Cell = cell, Scratch = scratch }, team.Threads);

    /// <summary>Many streams over these weights, none of them there yet.</summary>
    /// <param name="threads">How many threads a step may use; 0 takes one per core. The bits do not depend on it.</param>
    public RecurrentStepRows OpenRows(int threads) => new(_stepper, ThreadTeam.Shared(threads > 0 ? threads : Environment.ProcessorCount));

    private static StepPrecision PrecisionOf(WeightPrecision precision) => precision switch
    {
        WeightPrecision.Single => StepPrecision.Single,
        WeightPrecision.BFloat16 => StepPrecision.BFloat16,
        WeightPrecision.Int8 => StepPrecision.Int8,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such precision of weights; choose Single, BFloat16 or Int8."),
    };
}
