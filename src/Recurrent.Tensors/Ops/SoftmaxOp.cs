using System.Numerics;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Rows;

namespace Recurrent.Tensors.Ops;

/// <summary>Probabilities from scores.</summary>
public static class SoftmaxOp
{
    /// <summary>y = eˣ / Σ eˣ over the last axis, over the unmasked elements where a mask is given.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…, V]</c>; scores of any size, −∞ for impossible.</param>
    /// <param name="mask">Not 0 for the elements that take part; repeated over axes of length 1 and missing ones. Null takes all.</param>
    /// <returns>y, of the input's shape; masked elements are 0, and so is a row without any unmasked element.</returns>
    /// <exception cref="ArgumentException">The mask does not fit the input, or the last axis is empty.</exception>
    /// <remarks>∂x = y ⊙ (∂y − Σ_row y ∂y). The largest score is subtracted first, so nothing overflows.</remarks>
    public static Tensor Softmax(this Tape tape, Tensor input, Tensor? mask = null)
    {
        int columns = RowSplit.Columns(input, nameof(Softmax));
        Tensor output = tape.NewTensor(input.Shape, input.RequiresGradient);
        ReadOnlySpan<float> scores = input.Values;
        if (mask is not null)
        {
            mask = tape.BroadcastTo(mask, input.Shape);
            var impossible = new Operand([float.NegativeInfinity], isConstant: true);
            BinaryLoop.Terms<Keep>(new Operand(scores, false), new Operand(mask.Values, false), impossible, output.Writable, overwrite: true);
            scores = output.Values;
        }

        RowSplit.Run(tape, new Forward { Input = scores, Output = output.Writable, Columns = columns });
        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, output));
        }

        return output;
    }

    private sealed class Node(Tensor input, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape) => RowSplit.Run(tape, new BackwardRows
        {
            OutputGradient = output.GradientSpan,
            Output = output.Values,
            InputGradient = tape.GradientToAdd(input),
            Columns = output.Shape[-1],
        });
    }

    private readonly struct Keep : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) =>
            Vector.ConditionalSelect(Vector.Equals(left, Vector<float>.Zero), right, gradient);
    }

    private ref struct Forward : IRowJob
    {
        public required ReadOnlySpan<float> Input { get; init; }

        public required Span<float> Output { get; init; }

        public required int Columns { get; init; }

        public readonly int Length => Output.Length;

        public readonly void Run(int start, int length) => SoftMax.Rows(Input.Slice(start, length), Columns, Output.Slice(start, length));
    }

    private ref struct BackwardRows : IRowJob
    {
        public required ReadOnlySpan<float> OutputGradient { get; init; }

        public required ReadOnlySpan<float> Output { get; init; }

        public required Span<float> InputGradient { get; init; }

        public required int Columns { get; init; }

        public readonly int Length => Output.Length;

        public readonly void Run(int start, int length) => SoftMax.AddRowsGradient(
            OutputGradient.Slice(start, length), Output.Slice(start, length), Columns, InputGradient.Slice(start, length));
    }
}
