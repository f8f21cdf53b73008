using Recurrent.Layers.Inspection;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Training.Diagnosis;

/// <summary>How a gradient fares on its way back through time, measured by back-propagation.</summary>
/// <remarks>
/// The loss is L = v · h_T with directions v of length 1 drawn for every row, so that ‖∂L/∂s_T‖ = 1. A state s_t stands for all that the steps
/// behind it read of the past: h_t, and c_t beside it in an LSTM. Bengio, Simard and Frasconi, "Learning
/// long-term dependencies with gradient descent is difficult", 1994; Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
/// networks", ICML 2013, equation 5.
/// </remarks>
public sealed record GradientFlow
{
    /// <summary>Share of the gradient where the loss looks below which what is left counts as forgotten.</summary>
    public const double Forgotten = 0.01;

    // Below this, float32 gradients are denormal or 0 and say nothing about the rate.
    private const double Smallest = 1e-30;

    private GradientFlow(IReadOnlyList<LagGradient> lags, int windows) => (Lags, Windows) = (lags, windows);

    /// <summary>By lag, from 0 to the longest measured.</summary>
    public IReadOnlyList<LagGradient> Lags { get; }

    /// <summary>Pieces of data measured; the longest lags may have fewer.</summary>
    public int Windows { get; }

    /// <summary>
    /// Effective memory length: the first lag from which on the median stays below <see cref="Forgotten"/>; null when it does not up to the longest
    /// lag.
    /// </summary>
    public int? MemoryLength
    {
        get
        {
            int lag = Lags.Count;
            while (lag > 0 && Lags[lag - 1].Median < Forgotten) lag--;
            return lag < Lags.Count ? lag : null;
        }
    }

    /// <summary>
    /// By what the gradient is multiplied at a step: e to the slope of the least-squares line through ln(median) by lag; below 1 it vanishes, above 1
    /// it explodes. Not a number where fewer than two medians are above 10⁻³⁰.
    /// </summary>
    public double DecayPerStep
    {
        get
        {
            LagGradient[] points = [.. Lags.TakeWhile(static one => one.Median > Smallest && double.IsFinite(one.Median))];
            double middle = points.Length / 2.0 - 0.5, products = 0, squares = 0;
            foreach (LagGradient point in points)
            {
                products += (point.Lag - middle) * Math.Log(point.Median);
                squares += (point.Lag - middle) * (point.Lag - middle);
            }

            return squares > 0 ? Math.Exp(products / squares) : double.NaN;
        }
    }

    /// <summary>Follows the gradient back through the states of a recurrence, step by step.</summary>
    /// <param name="recurrence">The recurrence; the gradients of its parameters are zero afterwards.</param>
    /// <param name="sequences">What it reads, at least one sequence of at least two steps.</param>
    /// <param name="options">How far and over how much; null for the defaults.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <returns>The gradient by lag; the norm is taken over all components of the state, c of an LSTM too.</returns>
    /// <exception cref="ArgumentException">There is no sequence.</exception>
    public static GradientFlow OfStates(
        Recurrence recurrence, IReadOnlyList<RecordedSequence> sequences, DiagnosisOptions? options = null, CancellationToken cancellation = default)
    {
        DiagnosisOptions own = options ?? new DiagnosisOptions();
        return OfStates(recurrence, WindowBatch.Cut(recurrence, sequences, own), own, cancellation);
    }

    /// <summary>Follows the gradient back to what a layer reads: for layers of any kind, bidirectional and attentive ones too.</summary>
    /// <param name="layer">The layer; the gradients of its parameters are zero afterwards.</param>
    /// <param name="input"><c>[T, B, I]</c> with lengths of at least 1.</param>
    /// <param name="options">How far; null for the defaults.</param>
    /// <returns>‖∂L/∂x_{T−k}‖ by lag k, where ‖∂L/∂y_T‖ = 1 for the output y_T: what many layers shrink is seen at lag 0 already.</returns>
    public static GradientFlow OfInputs(SequenceLayer layer, SequenceBatch input, DiagnosisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        DiagnosisOptions own = options ?? new DiagnosisOptions();
        Tensor variable = Tensor.Variable(input.Values.Values, input.Values.Shape);
        Tape tape = Tape.ForGradients(own.Threads);
        SequenceBatch outputs = layer.Run(tape, input.With(variable)).Outputs;
        var loss = new ProbeLoss(outputs.Batch, outputs.Features, own);
        int[] lengths = [.. Enumerable.Range(0, input.Batch).Select(input.LengthOf)];
        Tensor?[] terms = [.. Enumerable.Range(0, input.Time).Select(step => loss.Term(tape, outputs.Values.At(step), step, lengths))];
        tape.Backward(ProbeLoss.Sum(tape, terms));
        var norms = new FlowNorms(lengths, own.Lags);
        for (int step = 0; step < input.Time; step++) norms.Add(step, [variable.At(step)]);
        layer.ZeroGradients();
        return Of(norms);
    }

    /// <summary>Follows the gradient back to what a recorded layer has read: of each row as many steps as there are lags, and one more.</summary>
    /// <param name="recorded">The layer and at least one row; it starts each row at its zero state.</param>
    /// <param name="options">How far; null for the defaults.</param>
    /// <returns>‖∂L/∂x_{T−k}‖ by lag k, where ‖∂L/∂y_T‖ = 1.</returns>
    /// <exception cref="ArgumentException">Nothing was recorded.</exception>
    public static GradientFlow OfInputs(RecordedLayer recorded, DiagnosisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        DiagnosisOptions own = options ?? new DiagnosisOptions();
        return OfInputs(recorded.Layer, WindowBatch.Starts(recorded, own), own);
    }

    internal static GradientFlow OfStates(Recurrence recurrence, WindowBatch windows, DiagnosisOptions options, CancellationToken cancellation)
    {
        Tape tape = Tape.ForGradients(options.Threads);
        var states = new IReadOnlyList<Tensor>[windows.Time];
        IReadOnlyList<Tensor> state = windows.Initial;
        var loss = new ProbeLoss(windows.Batch, state[0].Shape[1], options);
        var terms = new Tensor?[windows.Time];
        for (int step = 0; step < windows.Time; step++)
        {
            cancellation.ThrowIfCancellationRequested();

            // Copies: where a cell computes h from c, the gradient of c would hold that of h of the same step once more, and in a fused step not.
            states[step] = state = [.. recurrence.Step(tape, windows.Inputs.At(step), state).Select(component => tape.Scale(component, 1))];
            terms[step] = loss.Term(tape, state[0], step, windows.Lengths);
        }

        tape.Backward(ProbeLoss.Sum(tape, terms));
        var norms = new FlowNorms(windows.Lengths, options.Lags);
        for (int step = 0; step < windows.Time; step++) norms.Add(step, states[step]);
        recurrence.Cell.ZeroGradients();
        return Of(norms);
    }

    private static GradientFlow Of(FlowNorms norms) => new(norms.ByLag(), norms.Rows);
}
