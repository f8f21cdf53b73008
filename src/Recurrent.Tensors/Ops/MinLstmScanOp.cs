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
    /// computed as σ(softplus(−l) − softplus(−k)), which stays exact where both gates are nearly 0; i' is 1 − f'.
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
        public static int Gates => 3;

        public static int Weights => 0;

        public static bool HasOutput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> State(in ScanLanes gates, in ScanLanes weights, Vector<float> before)
        {
            Vector<float> candidate = PositiveCandidate.Value(gates.Third);
            return candidate + (Share(gates) * (before - candidate));
        }

        public static Vector<float> Output(in ScanLanes gates, in ScanLanes weights, Vector<float> before, Vector<float> after) => after;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Backward(in ScanStep step, out ScanLanes gates, out ScanLanes weights)
        {
            weights = default;
            Vector<float> share = Share(step.Gates), rest = Vector<float>.One - share;
            Vector<float> candidate = PositiveCandidate.Value(step.Gates.Third);
            Vector<float> slope = step.StateGradient * (step.Before - candidate) * share * rest;
            gates = new ScanLanes(
                slope * Lanes.Sigmoid(-step.Gates.First),
                -slope * Lanes.Sigmoid(-step.Gates.Second),
                step.StateGradient * rest * PositiveCandidate.Derivative(step.Gates.Third, candidate));
            return step.StateGradient * share;
        }

        /// <summary>f'.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> Share(in ScanLanes gates) => Lanes.Sigmoid(Lanes.Softplus(-gates.Second) - Lanes.Softplus(-gates.First));
    }
}
