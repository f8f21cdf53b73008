using System.Numerics;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>Applies a function of two operands with broadcasting and back-propagates through it.</summary>
internal static class BinaryOp
{
    /// <summary>y = f(a, b) over the common shape.</summary>
    public static Tensor Apply<TFunction>(Tape tape, Tensor left, Tensor right, string operation)
        where TFunction : struct, IBinaryFunction
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        BroadcastPlan plan = BroadcastPlan.Create(left.Shape, right.Shape, operation);
        Tensor output = tape.NewTensor(plan.Output, left.RequiresGradient || right.RequiresGradient);
        Span<float> values = output.Writable;
        for (int row = 0; row < plan.Rows; row++)
        {
            plan.Locate(row, out int leftStart, out int rightStart);
            BinaryLoop.Map<TFunction>(
                new Operand(left.Values[leftStart..], plan.IsLeftConstant),
                new Operand(right.Values[rightStart..], plan.IsRightConstant),
                values.Slice(row * plan.RowLength, plan.RowLength));
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node<TFunction>(left, right, output));
        }

        return output;
    }

    private sealed class Node<TFunction>(Tensor left, Tensor right, Tensor output) : TapeNode
        where TFunction : struct, IBinaryFunction
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            BroadcastPlan plan = BroadcastPlan.Create(left.Shape, right.Shape, "Backward");
            if (left.RequiresGradient)
            {
                AddTerms<LeftTerm<TFunction>>(tape, plan, left, isLeft: true);
            }

            if (right.RequiresGradient)
            {
                AddTerms<RightTerm<TFunction>>(tape, plan, right, isLeft: false);
            }
        }

        private void AddTerms<TTerm>(Tape tape, in BroadcastPlan plan, Tensor operand, bool isLeft)
            where TTerm : struct, IGradientTerm
        {
            Span<float> target = operand.BeginGradient(tape, out bool isFresh);
            bool isRepeated = operand.Shape.Length != plan.Output.Length;
            if (isFresh && isRepeated)
            {
                target.Clear();
            }

            bool isConstant = isLeft ? plan.IsLeftConstant : plan.IsRightConstant;
            AlignedBuffer? terms = isConstant ? tape.RentTemporary(plan.RowLength) : null;
            for (int row = 0; row < plan.Rows; row++)
            {
                plan.Locate(row, out int leftStart, out int rightStart);
                int start = isLeft ? leftStart : rightStart;
                Span<float> destination = isConstant ? terms!.Span[..plan.RowLength] : target.Slice(start, plan.RowLength);
                BinaryLoop.Terms<TTerm>(
                    new Operand(output.GradientSpan.Slice(row * plan.RowLength, plan.RowLength), isConstant: false),
                    new Operand(left.Values[leftStart..], plan.IsLeftConstant),
                    new Operand(right.Values[rightStart..], plan.IsRightConstant),
                    destination,
                    overwrite: isConstant || (isFresh && !isRepeated));
                if (isConstant)
                {
                    target[start] += (float)FixedOrder.Sum(destination);
                }
            }

            if (terms is not null)
            {
                tape.ReturnTemporary(terms);
            }
        }
    }

    private readonly struct LeftTerm<TFunction> : IGradientTerm
        where TFunction : struct, IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) => TFunction.LeftTerm(gradient, left, right);
    }

    private readonly struct RightTerm<TFunction> : IGradientTerm
        where TFunction : struct, IBinaryFunction
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) => TFunction.RightTerm(gradient, left, right);
    }
}
