using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Rows;

namespace Recurrent.Tensors.Ops;

/// <summary>Logarithms of probabilities from scores.</summary>
public static class LogSoftmaxOp
{
    /// <summary>y = x − ln Σ eˣ over the last axis.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…, V]</c>; scores of any size, −∞ for impossible.</param>
    /// <returns>y, of the input's shape; a row of −∞ only stays −∞ and is never NaN.</returns>
    /// <exception cref="ArgumentException">The last axis is empty.</exception>
    /// <remarks>∂x = ∂y − eʸ Σ_row ∂y.</remarks>
    public static Tensor LogSoftmax(this Tape tape, Tensor input)
    {
        int columns = RowSplit.Columns(input, nameof(LogSoftmax));
        Tensor output = tape.NewTensor(input.Shape, input.RequiresGradient);
        RowSplit.Run(tape, new Forward { Input = input.Values, Output = output.Writable, Columns = columns });
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

    private ref struct Forward : IRowJob
    {
        public required ReadOnlySpan<float> Input { get; init; }

        public required Span<float> Output { get; init; }

        public required int Columns { get; init; }

        public readonly int Length => Output.Length;

        public readonly void Run(int start, int length) => SoftMax.LogRows(Input.Slice(start, length), Columns, Output.Slice(start, length));
    }

    private ref struct BackwardRows : IRowJob
    {
        public required ReadOnlySpan<float> OutputGradient { get; init; }

        public required ReadOnlySpan<float> Output { get; init; }

        public required Span<float> InputGradient { get; init; }

        public required int Columns { get; init; }

        public readonly int Length => Output.Length;

        public readonly void Run(int start, int length) => SoftMax.AddLogRowsGradient(
            OutputGradient.Slice(start, length), Output.Slice(start, length), Columns, InputGradient.Slice(start, length));
    }
}
