using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;

namespace Recurrent.Tensors.Ops;

/// <summary>Chooses between two tensors, element by element.</summary>
public static class WhereOp
{
    /// <summary>y = a where the mask is not 0, else b, with broadcasting of all three.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="mask">Not 0 chooses a; a constant, see <see cref="MaskOp.Mask"/> and <see cref="SequenceMaskOp.SequenceMask"/>.</param>
    /// <param name="whenTrue">a.</param>
    /// <param name="whenFalse">b.</param>
    /// <returns>y, of the common shape.</returns>
    /// <exception cref="ArgumentException">The shapes have no common shape.</exception>
    /// <remarks>The gradient goes to the operand chosen; what stands in the other one, NaN included, does not matter. The mask gets none.</remarks>
    public static Tensor Where(this Tape tape, Tensor mask, Tensor whenTrue, Tensor whenFalse)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        Shape pair = BroadcastPlan.Create(whenTrue.Shape, whenFalse.Shape, nameof(Where)).Output;
        Shape shape = BroadcastPlan.Create(mask.Shape, pair, nameof(Where)).Output;
        mask = tape.BroadcastTo(mask, shape);
        whenTrue = tape.BroadcastTo(whenTrue, shape);
        whenFalse = tape.BroadcastTo(whenFalse, shape);
        Tensor output = tape.NewTensor(shape, whenTrue.RequiresGradient || whenFalse.RequiresGradient);
        BinaryLoop.Terms<Choose>(Read(whenTrue.Values), Read(mask.Values), Read(whenFalse.Values), output.Writable, overwrite: true);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(mask, whenTrue, whenFalse, output));
        }

        return output;
    }

    private static Operand Read(ReadOnlySpan<float> values) => new(values, isConstant: false);

    private sealed class Node(Tensor mask, Tensor whenTrue, Tensor whenFalse, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            Operand arriving = Read(output.GradientSpan);
            Operand choice = Read(mask.Values);
            if (whenTrue.RequiresGradient)
            {
                BinaryLoop.Terms<TrueTerm>(arriving, choice, choice, whenTrue.BeginGradient(tape, out bool isFresh), isFresh);
            }

            if (whenFalse.RequiresGradient)
            {
                BinaryLoop.Terms<FalseTerm>(arriving, choice, choice, whenFalse.BeginGradient(tape, out bool isFresh), isFresh);
            }
        }
    }

    private readonly struct Choose : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) =>
            Vector.ConditionalSelect(Vector.Equals(left, Vector<float>.Zero), right, gradient);
    }

    private readonly struct TrueTerm : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) =>
            Vector.ConditionalSelect(Vector.Equals(left, Vector<float>.Zero), Vector<float>.Zero, gradient);
    }

    private readonly struct FalseTerm : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) =>
            Vector.ConditionalSelect(Vector.Equals(left, Vector<float>.Zero), gradient, Vector<float>.Zero);
    }
}
