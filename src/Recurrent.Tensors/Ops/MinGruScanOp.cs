using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>The recurrence of a minimal GRU.</summary>
public static class MinGruScanOp
{
    /// <summary>h_t = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ g(n_t) with z_t = σ(k_t), g(n) = n + ½ from 0 on and σ(n) below.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="gates">k and n side by side, <c>[T, B, 2H]</c> with lengths.</param>
    /// <param name="initial">h before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <param name="bias">Added to the gates at every step, <c>[2H]</c>; null for none.</param>
    /// <param name="weight">W, <c>[2H, I]</c>, where the first argument is x, <c>[T, B, I]</c>, and the gates are W x; null where the gates are given. Formed here, a product and its gradient need fewer passes through memory than by <see cref="LinearOp"/>.</param>
    /// <returns>h of every step, <c>[T, B, H]</c>, and the final state, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, "Were RNNs all we needed?", 2024, with the positive candidate of its appendix B. The paper
    /// computes in logarithms because its parallel scan forms long products; step after step there are none.
    /// </remarks>
    public static RecurrentSequenceResult MinGruScan(
        this Tape tape, SequenceBatch gates, Tensor? initial = null, SequenceDirection direction = SequenceDirection.Forward, Tensor? bias = null, Tensor? weight = null)
    {
        ScanOp<Cell> op = ScanOp<Cell>.Run(tape, gates, new ScanTerms(Weights: null, bias, weight), new ScanStart(initial, direction));
        return new RecurrentSequenceResult(op.Outputs, op.Final);
    }

    /// <summary>Live steps over a copy of the weights.</summary>
    internal static ScanStepper Stepper(ScanWeights weights) => new CellScanStepper<Cell>(weights);

    private readonly struct Cell : IScanCell
    {
        public static int Gates => 2;

        public static int Weights => 0;

        public static bool HasOutput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> State(in ScanLanes gates, in ScanLanes weights, Vector<float> before) =>
            before + (Lanes.Sigmoid(gates.First) * (PositiveCandidate.Value(gates.Second) - before));

        public static Vector<float> Output(in ScanLanes gates, in ScanLanes weights, Vector<float> before, Vector<float> after) => after;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Backward(in ScanStep step, out ScanLanes gates, out ScanLanes weights)
        {
            weights = default;
            Vector<float> update = Lanes.Sigmoid(step.Gates.First), keep = Vector<float>.One - update;
            Vector<float> candidate = PositiveCandidate.Value(step.Gates.Second);
            gates = new ScanLanes(
                step.StateGradient * (candidate - step.Before) * update * keep,
                step.StateGradient * update * PositiveCandidate.Derivative(step.Gates.Second, candidate));
            return step.StateGradient * keep;
        }
    }
}
