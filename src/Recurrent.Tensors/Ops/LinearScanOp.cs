using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>The linear recurrence of single values.</summary>
public static class LinearScanOp
{
    /// <summary>h_t = a_t ⊙ h_{t−1} + b_t.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="gates">a and b side by side, <c>[T, B, 2H]</c> with lengths.</param>
    /// <param name="initial">h before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <returns>h of every step, <c>[T, B, H]</c>, and the final state, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// With g_t = ∂h_t + a_{t+1} ⊙ g_{t+1}: ∂b_t = g_t, ∂a_t = g_t ⊙ h_{t−1}, ∂h_0 = a_1 ⊙ g_1. Forward and backward take O(T) operations; the
    /// products a_1 a_2 … a_t are never formed, so nothing has to be kept in logarithms. Results do not depend on the number of threads.
    /// </remarks>
    public static RecurrentSequenceResult LinearScan(this Tape tape, SequenceBatch gates, Tensor? initial = null, SequenceDirection direction = SequenceDirection.Forward)
    {
        ScanOp<Cell> op = ScanOp<Cell>.Run(tape, gates, default, new ScanStart(initial, direction));
        return new RecurrentSequenceResult(op.Outputs, op.Final);
    }

    private readonly struct Cell : IScanCell
    {
        public static int Gates => 2;

        public static int Weights => 0;

        public static bool HasOutput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> State(in ScanLanes gates, in ScanLanes weights, Vector<float> before) => (gates.First * before) + gates.Second;

        public static Vector<float> Output(in ScanLanes gates, in ScanLanes weights, Vector<float> before, Vector<float> after) => after;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Backward(in ScanStep step, out ScanLanes gates, out ScanLanes weights)
        {
            weights = default;
            gates = new ScanLanes(step.StateGradient * step.Before, step.StateGradient);
            return step.StateGradient * step.Gates.First;
        }
    }
}
