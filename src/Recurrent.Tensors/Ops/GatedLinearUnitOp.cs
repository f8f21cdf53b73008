using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Rows;

namespace Recurrent.Tensors.Ops;

/// <summary>The gated linear unit.</summary>
public static class GatedLinearUnitOp
{
    /// <summary>y = a ⊙ σ(b), a and b the halves of the last axis.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">a and b side by side, <c>[…, 2D]</c>.</param>
    /// <returns>y, <c>[…, D]</c>.</returns>
    /// <exception cref="ArgumentException">The last axis is empty or odd.</exception>
    /// <remarks>∂a = ∂y ⊙ σ(b), ∂b = ∂y ⊙ a ⊙ σ(b) (1 − σ(b)). Dauphin, Fan, Auli and Grangier, "Language modeling with gated convolutional networks", ICML 2017.</remarks>
    public static Tensor GatedLinearUnit(this Tape tape, Tensor input)
    {
        int columns = RowSplit.Columns(input, nameof(GatedLinearUnit));
        if (columns % 2 != 0)
        {
            throw new ArgumentException($"GatedLinearUnit got {input.Shape}; expected […, 2D], values and gates side by side.", nameof(input));
        }

        Tensor output = tape.NewTensor(input.Shape.With(-1, columns / 2), input.RequiresGradient);
        RowSplit.Run(tape, new ForwardJob { Columns = columns, Input = input.Values, Output = output.Writable });
        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, output));
        }

        return output;
    }

    private sealed class Node(Tensor input, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            ReadOnlySpan<float> arriving = output.GradientSpan;
            RowSplit.Run(tape, new BackwardJob
            {
                Gradient = input.BeginGradient(tape, out bool isFresh),
                IsFresh = isFresh,
                Columns = input.Shape[-1],
                Input = input.Values,
                OutputGradient = arriving,
            });
        }
    }

    private ref struct ForwardJob : IRowJob
    {
        public required int Columns { get; init; }

        public readonly int Length => Input.Length;

        public required ReadOnlySpan<float> Input { get; init; }

        public required Span<float> Output { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int start, int length)
        {
            int half = Columns / 2;
            for (int place = start; place < start + length; place += Columns)
            {
                BinaryLoop.Map<Gated>(
                    new Operand(Input.Slice(place, half), isConstant: false), new Operand(Input.Slice(place + half, half), isConstant: false), Output.Slice(place / 2, half));
            }
        }
    }

    private ref struct BackwardJob : IRowJob
    {
        public required int Columns { get; init; }

        public readonly int Length => Input.Length;

        public required ReadOnlySpan<float> Input { get; init; }

        public required ReadOnlySpan<float> OutputGradient { get; init; }

        public required Span<float> Gradient { get; init; }

        public required bool IsFresh { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int start, int length)
        {
            int half = Columns / 2;
            for (int place = start; place < start + length; place += Columns)
            {
                var arriving = new Operand(OutputGradient.Slice(place / 2, half), isConstant: false);
                Operand values = new(Input.Slice(place, half), isConstant: false), gates = new(Input.Slice(place + half, half), isConstant: false);
                BinaryLoop.Terms<ToValues>(arriving, values, gates, Gradient.Slice(place, half), IsFresh);
                BinaryLoop.Terms<ToGates>(arriving, values, gates, Gradient.Slice(place + half, half), IsFresh);
            }
        }
    }

    private readonly struct Gated : IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> left, Vector<float> right) => left * Lanes.Sigmoid(right);

        public static Vector<float> LeftTerm(Vector<float> gradient, Vector<float> left, Vector<float> right) => ToValues.Value(gradient, left, right);

        public static Vector<float> RightTerm(Vector<float> gradient, Vector<float> left, Vector<float> right) => ToGates.Value(gradient, left, right);
    }

    private readonly struct ToValues : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) => gradient * Lanes.Sigmoid(right);
    }

    private readonly struct ToGates : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right)
        {
            Vector<float> gate = Lanes.Sigmoid(right);
            return gradient * left * gate * (Vector<float>.One - gate);
        }
    }
}
