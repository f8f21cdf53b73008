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
    /// <returns>h of every step, <c>[T, B, H]</c>, and the final state, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, "Were RNNs all we needed?", 2024, with the positive candidate of its appendix B. f' is
    /// computed as (1 + e⁻ˡ) / (2 + e⁻ᵏ + e⁻ˡ), which stays exact where both gates are nearly 0, down to k and l of −80; i' is 1 − f'.
    /// </remarks>
    public static RecurrentSequenceResult MinLstmScan(this Tape tape, SequenceBatch gates, Tensor? initial = null, SequenceDirection direction = SequenceDirection.Forward)
    {
        ScanOp<Cell> op = ScanOp<Cell>.Run(tape, gates, weights: null, new ScanStart(initial, direction));
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
            Vector<float> candidate = PositiveCandidate.Value(gates.Third);
            return candidate + (Share(OnePlus(gates.First), OnePlus(gates.Second)) * (before - candidate));
        }

        public static Vector<float> Output(in ScanLanes gates, in ScanLanes weights, Vector<float> before, Vector<float> after) => after;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Backward(in ScanStep step, out ScanLanes gates, out ScanLanes weights)
        {
            weights = default;
            Vector<float> forget = OnePlus(step.Gates.First), input = OnePlus(step.Gates.Second);
            Vector<float> share = Share(forget, input), rest = Vector<float>.One - share;
            Vector<float> candidate = PositiveCandidate.Value(step.Gates.Third);
            Vector<float> slope = step.StateGradient * (step.Before - candidate) * share * rest;
            gates = new ScanLanes(
                slope * ((forget - Vector<float>.One) / forget),
                -slope * ((input - Vector<float>.One) / input),
                step.StateGradient * rest * PositiveCandidate.Derivative(step.Gates.Third, candidate));
            return step.StateGradient * share;
        }

        /// <summary>1 / σ(x) = 1 + e⁻ˣ, finite.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> OnePlus(Vector<float> x) => Vector<float>.One + Lanes.Exp(Vector.Min(-x, Lanes.Splat(Highest)));

        /// <summary>f' = f / (f + i) of 1/f and 1/i.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> Share(Vector<float> forget, Vector<float> input) => input / (forget + input);
    }
}
