using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>The recurrence of a minimal LSTM.</summary>
public static class MinLstmScanOp
{
    /// <summary>h_t = f' ⊙ h_{t−1} + i' ⊙ g(n_t) with f = σ(k_t), i = σ(l_t), f' = f / (f + i), i' = i / (f + i), g(n) = n + ½ from 0 on and σ(n) below.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="gates">k, l and n side by side, <c>[T, B, 3H]</c> with lengths.</param>
    /// <param name="initial">h before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <param name="bias">Added to the gates at every step, <c>[3H]</c>; null for none.</param>
    /// <param name="weight">W, <c>[3H, I]</c>, where the first argument is x, <c>[T, B, I]</c>, and the gates are W x; null where the gates are given. Formed here, a product and its gradient need fewer passes through memory than by <see cref="LinearOp"/>.</param>
    /// <returns>h of every step, <c>[T, B, H]</c>, and the final state, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, "Were RNNs all we needed?", 2024, with the positive candidate of its appendix B. f' is
    /// computed as (1 + e⁻ˡ) / (2 + e⁻ᵏ + e⁻ˡ), which stays exact where both gates are nearly 0, down to k and l of −80; i' is 1 − f'.
    /// </remarks>
    public static RecurrentSequenceResult MinLstmScan(
        this Tape tape, SequenceBatch gates, Tensor? initial = null, SequenceDirection direction = SequenceDirection.Forward, Tensor? bias = null, Tensor? weight = null)
    {
        ScanOp<Cell> op = ScanOp<Cell>.Run(tape, gates, new ScanTerms(Weights: null, bias, weight), new ScanStart(initial, direction));
        return new RecurrentSequenceResult(op.Outputs, op.Final);
    }

    /// <summary>Live steps over a copy of the weights.</summary>
    internal static ScanStepper Stepper(ScanWeights weights) => new CellScanStepper<Cell>(weights);

    private readonly struct Cell : IScanCell
    {
        /// <summary>e⁸⁰ is far from the largest float, so sums and products with it are finite.</summary>
        private const float Highest = 80f;

        public static int Gates => 3;

        public static int Weights => 0;

        public static bool HasOutput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> State(in ScanLanes gates, in ScanLanes weights, Vector<float> before)
        {
            Vector<float> candidate = PositiveCandidate.Value(gates.Third), input = Decay(gates.Second);
            Vector<float> share = (Vector<float>.One + input) / (Lanes.Splat(2) + Decay(gates.First) + input);
            return candidate + (share * (before - candidate));
        }

        public static Vector<float> Output(in ScanLanes gates, in ScanLanes weights, Vector<float> before, Vector<float> after) => after;

        /// <remarks>With a = e⁻ᵏ, b = e⁻ˡ and r = 1 / (2 + a + b): f' = (1 + b) r, i' = (1 + a) r, ∂f'/∂k = f' a r, ∂f'/∂l = −i' b r.</remarks>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Backward(in ScanStep step, out ScanLanes gates, out ScanLanes weights)
        {
            weights = default;
            Vector<float> forget = Decay(step.Gates.First), input = Decay(step.Gates.Second);
            Vector<float> scale = Vector<float>.One / (Lanes.Splat(2) + forget + input);
            Vector<float> share = (Vector<float>.One + input) * scale, rest = (Vector<float>.One + forget) * scale;
            Vector<float> candidate = PositiveCandidate.Value(step.Gates.Third);
            Vector<float> slope = step.StateGradient * (step.Before - candidate);
            gates = new ScanLanes(
                slope * share * (forget * scale),
                -slope * rest * (input * scale),
                step.StateGradient * rest * PositiveCandidate.Derivative(step.Gates.Third, candidate));
            return step.StateGradient * share;
        }

        /// <summary>e⁻ˣ, finite.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> Decay(Vector<float> x) => Lanes.Exp(Vector.Min(-x, Lanes.Splat(Highest)));
    }
}
