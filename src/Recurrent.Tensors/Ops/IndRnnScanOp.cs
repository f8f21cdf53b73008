using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Recurrences.Scans;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>The recurrence of an independently recurrent network.</summary>
public static class IndRnnScanOp
{
    /// <summary>h_t = f(k_t + u ⊙ h_{t−1}), f = ReLU or tanh.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">k, <c>[T, B, H]</c> with lengths.</param>
    /// <param name="weights">u, <c>[1, H]</c>.</param>
    /// <param name="activation">f.</param>
    /// <param name="initial">h before the first step, <c>[B, H]</c>; null for zeros.</param>
    /// <param name="direction">Forward, or from each row's last valid step to the first.</param>
    /// <param name="bias">Added to the input at every step, <c>[H]</c>; null for none.</param>
    /// <param name="weight">W, <c>[H, I]</c>, where the first argument is x, <c>[T, B, I]</c>, and k is W x; null where k is given. Formed here, a product and its gradient need fewer passes through memory than by <see cref="LinearOp"/>.</param>
    /// <returns>h of every step, <c>[T, B, H]</c>, and the final state, by the padding contract of <see cref="SequenceBatch"/>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>Li, Li, Cook, Zhu and Gao, "Independently recurrent neural network (IndRNN)", CVPR 2018.</remarks>
    public static RecurrentSequenceResult IndRnnScan(
        this Tape tape,
        SequenceBatch input,
        Tensor weights,
        RnnActivation activation = RnnActivation.Relu,
        Tensor? initial = null,
        SequenceDirection direction = SequenceDirection.Forward,
        Tensor? bias = null,
        Tensor? weight = null)
    {
        var start = new ScanStart(initial, direction);
        var terms = new ScanTerms(weights, bias, weight);
        if (activation == RnnActivation.Tanh)
        {
            ScanOp<Cell<Tanh>> op = ScanOp<Cell<Tanh>>.Run(tape, input, terms, start);
            return new RecurrentSequenceResult(op.Outputs, op.Final);
        }

        ScanOp<Cell<Relu>> other = ScanOp<Cell<Relu>>.Run(tape, input, terms, start);
        return new RecurrentSequenceResult(other.Outputs, other.Final);
    }

    /// <summary>Live steps over a copy of the weights.</summary>
    internal static ScanStepper Stepper(ScanWeights weights, RnnActivation activation) =>
        activation == RnnActivation.Tanh ? new CellScanStepper<Cell<Tanh>>(weights) : new CellScanStepper<Cell<Relu>>(weights);

    private interface IActivation
    {
        static abstract Vector<float> Value(Vector<float> x);

        /// <summary>The derivative by the value.</summary>
        static abstract Vector<float> Slope(Vector<float> value);
    }

    private readonly struct Relu : IActivation
    {
        public static Vector<float> Value(Vector<float> x) => Vector.Max(x, Vector<float>.Zero);

        public static Vector<float> Slope(Vector<float> value) =>
            Vector.ConditionalSelect(Vector.GreaterThan(value, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
    }

    private readonly struct Tanh : IActivation
    {
        public static Vector<float> Value(Vector<float> x) => Lanes.Tanh(x);

        public static Vector<float> Slope(Vector<float> value) => Vector<float>.One - (value * value);
    }

    private readonly struct Cell<TActivation> : IScanCell
        where TActivation : struct, IActivation
    {
        public static int Gates => 1;

        public static int Weights => 1;

        public static bool HasOutput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> State(in ScanLanes gates, in ScanLanes weights, Vector<float> before) => TActivation.Value(gates.First + (weights.First * before));

        public static Vector<float> Output(in ScanLanes gates, in ScanLanes weights, Vector<float> before, Vector<float> after) => after;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> Backward(in ScanStep step, out ScanLanes gates, out ScanLanes weights)
        {
            Vector<float> gradient = step.StateGradient * TActivation.Slope(step.After);
            gates = new ScanLanes(gradient);
            weights = new ScanLanes(gradient * step.Before);
            return gradient * step.Weights.First;
        }
    }
}
