using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Cells;

/// <summary>One step of a simple recurrent unit.</summary>
/// <remarks>
/// f, r = σ(W x_t + b + v ⊙ c_{t−1}), n = W_n x_t; c_t = f ⊙ c_{t−1} + (1 − f) ⊙ n; h_t = r ⊙ c_t + (1 − r) ⊙ s_t. The skipped input s_t is
/// √3 x_t where I = H, so that its variance lasts through many layers, and W_s x_t otherwise. Rows stand in the order n f r s (s only where
/// I ≠ H). v, <c>[2, H]</c> for f and r, named <c>weight_hh</c>, starts uniform between ±1/√H. Lei, Zhang, Wang, Dai and Artzi, "Simple
/// recurrent units for highly parallelizable recurrence", EMNLP 2018, equations 1 to 4 and section 3.2.
/// </remarks>
public sealed class SruCell : InputGatedCell, IScannedCell<SruState>, IInspectedCell<SruState>
{
    /// <summary>√3, the factor of an input that is skipped.</summary>
    internal const float SkipScale = 1.73205078f;

    /// <summary>Makes a cell.</summary>
    /// <param name="options">Sizes and initialisation; what concerns a stack of layers is not used by a cell.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public SruCell(RecurrentOptions options, InitializationScope initialization)
        : base(options, GatesOf(options), initialization) =>
        RecurrentWeight = Add("weight_hh", new Shape(2, HiddenSize), new Uniform(1 / Math.Sqrt(HiddenSize)), initialization);

    /// <summary>v, <c>[2, H]</c>, named <c>weight_hh</c>.</summary>
    public Parameter RecurrentWeight { get; }

    private bool Skips => InputSize == HiddenSize;

    /// <inheritdoc/>
    public SruState ZeroState(int batch) => new(Zeros(batch), Zeros(batch));

    /// <inheritdoc/>
    public SruState Step(Tape tape, Tensor input, SruState state) => Run(tape, Single(input), state, SequenceDirection.Forward).Final;

    /// <inheritdoc/>
    public IReadOnlyList<CellActivation> Activations(Tape tape, Tensor input, SruState state)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tensor sums = tape.Linear(input, InputWeight, InputBias);
        return [new("forget", ActivationKind.Gate, Gate(0)), new("reset", ActivationKind.Gate, Gate(1))];

        Tensor Gate(int gate) => tape.Sigmoid(tape.Add(Block(tape, sums, 1 + gate), tape.Multiply(RecurrentWeight.Slice(gate, 1), state.Cell)));
    }

    (Tensor Outputs, SruState Final) ISequenceCell<SruState>.Scan(Tape tape, SequenceBatch input, SruState? initial, SequenceDirection direction) => Run(tape, input, initial, direction);

    ScanStepper IScannedCell<SruState>.Pack()
    {
        if (!Skips)
        {
            return SruScanOp.Stepper(new ScanWeights(InputWeight, InputBias, RecurrentWeight));
        }

        // The skipped input as rows of a matrix, so that a step is one product.
        var weights = new float[4 * HiddenSize * InputSize];
        var biases = new float[4 * HiddenSize];
        InputWeight.Values.CopyTo(weights);
        InputBias.Values.CopyTo(biases);
        for (int lane = 0; lane < HiddenSize; lane++)
        {
            weights[((((3 * HiddenSize) + lane) * InputSize)) + lane] = SkipScale;
        }

        return SruScanOp.Stepper(new ScanWeights(
            Tensor.FromValues(weights, new Shape(4 * HiddenSize, InputSize)), Tensor.FromValues(biases, new Shape(4 * HiddenSize)), RecurrentWeight));
    }

    private static CellGates GatesOf(RecurrentOptions options) => new(options.HiddenSize, options.InputSize == options.HiddenSize
        ? [GateRole.Candidate, GateRole.Forget, GateRole.Output]
        : [GateRole.Candidate, GateRole.Forget, GateRole.Output, GateRole.Candidate]);

    private (Tensor Outputs, SruState Final) Run(Tape tape, SequenceBatch input, SruState? initial, SequenceDirection direction)
    {
        SequenceBatch gates = Gates(tape, input);
        if (Skips)
        {
            gates = gates.With(tape.Concat(-1, gates.Values, tape.Scale(input.Values, SkipScale)));
        }

        RecurrentSequenceResult result = tape.SruScan(gates, RecurrentWeight, initial?.Cell, direction);
        return (result.Outputs, new SruState(LastOutputs.Of(tape, input.With(result.Outputs), initial?.Hidden ?? Zeros(input.Batch), direction), result.Hidden));
    }
}
