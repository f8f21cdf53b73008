using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>The recurrence of a simple recurrent unit.</summary>
public static class SruScanOp
{
    /// <summary>c_t = f ⊙ c_{t−1} + (1 − f) ⊙ n_t and h_t = r ⊙ c_t + (1 − r) ⊙ s_t with f = σ(k_t + v_f ⊙ c_{t−1}), r = σ(l_t + v_r ⊙ c_{t−1}).</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="gates">n, k, l and the skipped input s side by side, <c>[T, B, 4H]</c> with lengths.</param>
    /// <param name="weights">v_f and v_r, <c>[2, H]</c>.</param>
    /// <param name="initial">c before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <returns>h of every step, <c>[T, B, H]</c>, and c after the last, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>Lei, Zhang, Wang, Dai and Artzi, "Simple recurrent units for highly parallelizable recurrence", EMNLP 2018, equations 1 to 4.</remarks>
    public static RecurrentSequenceResult SruScan(
        this Tape tape, SequenceBatch gates, Tensor weights, Tensor? initial = null, SequenceDirection direction = SequenceDirection.Forward)
    {
        ScanOp<Cell> op = ScanOp<Cell>.Run(tape, gates, new ScanTerms(weights), new ScanStart(initial, direction));
        return new RecurrentSequenceResult(op.Outputs, op.Final);
    }

    /// <summary>Live steps over a copy of the weights.</summary>
    internal static ScanStepper Stepper(ScanWeights weights) => new CellScanStepper<Cell>(weights);

    private readonly struct Cell : IScanCell
    {
        public static int Gates => 4;

        public static int Weights => 2;

        public static bool HasOutput => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> State(in ScanLanes gates, in ScanLanes weights, Vector<float> before) =>
            gates.First + (Forget(gates, weights, before) * (before - gates.First));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Output(in ScanLanes gates, in ScanLanes weights, Vector<float> before, Vector<float> after) =>
            gates.Fourth + (Reset(gates, weights, before) * (after - gates.Fourth));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Backward(in ScanStep step, out ScanLanes gates, out ScanLanes weights)
        {
            Vector<float> forget = Forget(step.Gates, step.Weights, step.Before), reset = Reset(step.Gates, step.Weights, step.Before);
            Vector<float> toReset = step.OutputGradient * (step.After - step.Gates.Fourth) * reset * (Vector<float>.One - reset);
            Vector<float> toState = step.StateGradient + (step.OutputGradient * reset);
            Vector<float> toForget = toState * (step.Before - step.Gates.First) * forget * (Vector<float>.One - forget);
            gates = new ScanLanes(toState * (Vector<float>.One - forget), toForget, toReset, step.OutputGradient * (Vector<float>.One - reset));
            weights = new ScanLanes(toForget * step.Before, toReset * step.Before);
            return (toState * forget) + (toForget * step.Weights.First) + (toReset * step.Weights.Second);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> Forget(in ScanLanes gates, in ScanLanes weights, Vector<float> before) => Lanes.Sigmoid(gates.Second + (weights.First * before));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> Reset(in ScanLanes gates, in ScanLanes weights, Vector<float> before) => Lanes.Sigmoid(gates.Third + (weights.Second * before));
    }
}
