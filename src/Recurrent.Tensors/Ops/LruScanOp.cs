using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops;

/// <summary>The recurrence of a linear recurrent unit.</summary>
public static class LruScanOp
{
    /// <summary>s_t = λ ⊙ s_{t−1} + γ ⊙ u_t in complex numbers, with λ = exp(−exp(ν) + i exp(θ)) and γ = exp(g).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">u, real parts and then imaginary parts, <c>[T, B, 2N]</c> with lengths.</param>
    /// <param name="weights">ν, θ and g, the logarithms of the decay, the phase and the normalisation, one behind the other, <c>[3N]</c>.</param>
    /// <param name="initial">s before the first step, <c>[B, 2N]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <returns>s of every step, <c>[T, B, 2N]</c>, and the final state, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// |λ| &lt; 1 whatever the weights. With g_t = ∂s_t + λ̄ ⊙ g_{t+1}: ∂u_t = γ ⊙ g_t, ∂λ = Σ g_t ⊙ s̄_{t−1}, ∂g = γ ⊙ Σ Re(g_t ⊙ ū_t),
    /// ∂ν = −exp(ν) Re(∂λ ⊙ λ̄), ∂θ = exp(θ) Im(∂λ ⊙ λ̄). Orvieto and others, "Resurrecting recurrent neural networks for long sequences", ICML 2023, section 3.
    /// </remarks>
    public static RecurrentSequenceResult LruScan(
        this Tape tape, SequenceBatch input, Tensor weights, Tensor? initial = null, SequenceDirection direction = SequenceDirection.Forward)
    {
        ArgumentNullException.ThrowIfNull(input);
        int states = Check(input.Values, weights, initial);
        var shape = new ScanShape(input, states, direction, RangeTeam.Worthwhile(tape.Threads, input.Values.Shape.Length));
        return Run(tape, new Operands(input.Values, weights, initial), shape);
    }

    /// <summary>One step of all rows: u and s <c>[B, 2N]</c>.</summary>
    internal static Tensor LruStep(this Tape tape, Tensor input, Tensor weights, Tensor state)
    {
        int states = Check(input, weights, state);
        return Run(tape, new Operands(input, weights, state), new ScanShape(input.Shape[0], states)).Outputs;
    }

    private static RecurrentSequenceResult Run(Tape tape, Operands operands, ScanShape shape)
    {
        Tensor input = operands.Input;
        bool requiresGradient = input.RequiresGradient || operands.Weights.RequiresGradient || operands.Initial?.RequiresGradient == true;
        Tensor outputs = tape.NewTensor(input.Shape, requiresGradient);
        Tensor final = tape.NewTensor(new Shape(shape.Batch, 2 * shape.Hidden), requiresGradient);
        AlignedBuffer factors = tape.RentScratch(3 * shape.Hidden);
        Fill(operands.Weights.Values, factors.Span[..(3 * shape.Hidden)]);
        RangeTeam.Run(new ComplexScanForward
        {
            Shape = shape,
            Input = input.Values,
            Factors = factors.Span,
            Initial = operands.Initial is null ? [] : operands.Initial.Values,
            States = outputs.Writable,
            Final = final.Writable,
        }, shape.Items, grain: 1, RangeTeam.Worthwhile(tape.Threads, input.Shape.Length));
        var result = new RecurrentSequenceResult(outputs, final);
        if (requiresGradient && tape.IsRecording)
        {
            tape.Record(new Node(operands, shape, factors, result));
        }

        return result;
    }

    /// <summary>Re λ, Im λ and γ, in double: λ close to 1 is where the digits matter.</summary>
    private static void Fill(ReadOnlySpan<float> weights, Span<float> factors)
    {
        int states = factors.Length / 3;
        for (int lane = 0; lane < states; lane++)
        {
            double modulus = Math.Exp(-Math.Exp(weights[lane])), phase = Math.Exp(weights[states + lane]);
            factors[lane] = (float)(modulus * Math.Cos(phase));
            factors[states + lane] = (float)(modulus * Math.Sin(phase));
            factors[(2 * states) + lane] = (float)Math.Exp(weights[(2 * states) + lane]);
        }
    }

    private static int Check(Tensor input, Tensor weights, Tensor? initial)
    {
        ArgumentNullException.ThrowIfNull(weights);
        int states = input.Shape[-1] / 2, batch = input.Shape[-2];
        bool fits = states > 0 && input.Shape[-1] == 2 * states && weights.Shape == new Shape(3 * states) && (initial is null || initial.Shape == new Shape(batch, 2 * states));
        return fits
            ? states
            : throw new ArgumentException(
                $"LruScan got input {input.Shape}, weights {weights.Shape}, initial {initial?.Shape.ToString() ?? "none"}; expected [T, B, 2N], [3N] and [B, 2N].", nameof(input));
    }

    private readonly record struct Operands(Tensor Input, Tensor Weights, Tensor? Initial);

    private sealed class Node(Operands operands, ScanShape shape, AlignedBuffer factors, RecurrentSequenceResult result) : TapeNode
    {
        public override bool IsReached => result.Outputs.HasGradient || result.Hidden.HasGradient;

        public override void Backward(Tape tape)
        {
            (Tensor input, Tensor weights, Tensor? initial) = operands;
            int length = weights.Shape.Length;
            bool isFresh = false;
            AlignedBuffer? sums = weights.RequiresGradient ? tape.RentTemporary(shape.Batch * length) : null;
            AlignedBuffer? first = initial?.RequiresGradient == true ? tape.RentTemporary(initial.Shape.Length) : null;
            Span<float> factorSums = sums is null ? [] : sums.Span[..(shape.Batch * length)];
            factorSums.Clear();
            Span<float> initialGradient = first is null ? [] : first.Span[..initial!.Shape.Length];
            RangeTeam.Run(new ComplexScanBackward
            {
                Shape = shape,
                Input = input.Values,
                Factors = factors.Span,
                Initial = initial is null ? [] : initial.Values,
                States = result.Outputs.Values,
                StateGradient = result.Outputs.Gradient,
                FinalGradient = result.Hidden.Gradient,
                InputGradient = input.RequiresGradient ? input.BeginGradient(tape, out isFresh) : [],
                IsFresh = isFresh,
                FactorSums = factorSums,
                InitialGradient = initialGradient,
            }, shape.Items, grain: 1, RangeTeam.Worthwhile(tape.Threads, input.Shape.Length));
            if (sums is not null)
            {
                AddWeights(tape, factorSums);
                tape.ReturnTemporary(sums);
            }

            if (first is not null)
            {
                tape.AddGradient(initial!, initialGradient);
                tape.ReturnTemporary(first);
            }
        }

        /// <summary>Rows have sums of their own, which are added up in order, whatever the threads; then the chain rule to the logarithms.</summary>
        private void AddWeights(Tape tape, ReadOnlySpan<float> factorSums)
        {
            int states = shape.Hidden;
            AlignedBuffer temporary = tape.RentTemporary(3 * states);
            Span<float> total = temporary.Span[..(3 * states)];
            total.Clear();
            ColumnSums.Add(factorSums, 3 * states, total, tape.Team);
            ReadOnlySpan<float> weights = operands.Weights.Values, values = factors.Span;
            for (int lane = 0; lane < states; lane++)
            {
                double real = values[lane], imaginary = values[states + lane];
                double toReal = total[lane], toImaginary = total[states + lane];
                total[lane] = (float)(-Math.Exp(weights[lane]) * ((toReal * real) + (toImaginary * imaginary)));
                total[states + lane] = (float)(Math.Exp(weights[states + lane]) * ((toImaginary * real) - (toReal * imaginary)));
                total[(2 * states) + lane] *= values[(2 * states) + lane];
            }

            tape.AddGradient(operands.Weights, total);
            tape.ReturnTemporary(temporary);
        }
    }
}
