using System.Numerics;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>Applies a function of two operands with broadcasting and back-propagates through it.</summary>
internal static class BinaryOp
{
    // Ranges of threads begin at whole cache lines and vectors, so that every element is computed as it is on one thread.
    private const int Grain = 64;

    /// <summary>y = f(a, b) over the common shape.</summary>
    public static Tensor Apply<TFunction>(Tape tape, Tensor left, Tensor right, string operation)
        where TFunction : struct, IBinaryFunction
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        BroadcastPlan plan = BroadcastPlan.Create(left.Shape, right.Shape, operation);
        Tensor output = tape.NewTensor(plan.Output, left.RequiresGradient || right.RequiresGradient);
        var job = new ForwardJob<TFunction> { Plan = plan, Left = left.Values, Right = right.Values, Output = output.Writable };
        job.RunAll(RangeTeam.WorthMoving(tape.Threads, plan.Output.Length));
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

            if (!isRepeated)
            {
                var job = new TermsJob<TTerm>
                {
                    Plan = plan,
                    Left = left.Values,
                    Right = right.Values,
                    OutputGradient = output.GradientSpan,
                    Gradient = target,
                    IsFresh = isFresh,
                };
                job.RunAll(RangeTeam.WorthMoving(tape.Threads, plan.Output.Length));
                return;
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
                    overwrite: isConstant);
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

    /// <summary>All rows; the elements of the only one where there is one.</summary>
    private ref struct ForwardJob<TFunction> : IRangeJob
        where TFunction : struct, IBinaryFunction
    {
        public required BroadcastPlan Plan { get; init; }

        public required ReadOnlySpan<float> Left { get; init; }

        public required ReadOnlySpan<float> Right { get; init; }

        public required Span<float> Output { get; init; }

        public readonly void RunAll(int threads) => RangeTeam.Run(this, Plan.Rows == 1 ? Plan.RowLength : Plan.Rows, Plan.Rows == 1 ? Grain : 1, threads);

        public readonly void Run(int start, int length)
        {
            int rows = Plan.Rows == 1 ? 1 : length, count = Plan.Rows == 1 ? length : Plan.RowLength;
            for (int index = 0; index < rows; index++)
            {
                var place = RowPart.Of(Plan, start + index, start);
                BinaryLoop.Map<TFunction>(
                    new Operand(Left[place.Left..], Plan.IsLeftConstant), new Operand(Right[place.Right..], Plan.IsRightConstant), Output.Slice(place.Output, count));
            }
        }
    }

    /// <summary>The gradient of an operand as large as the output.</summary>
    private ref struct TermsJob<TTerm> : IRangeJob
        where TTerm : struct, IGradientTerm
    {
        public required BroadcastPlan Plan { get; init; }

        public required ReadOnlySpan<float> Left { get; init; }

        public required ReadOnlySpan<float> Right { get; init; }

        public required ReadOnlySpan<float> OutputGradient { get; init; }

        public required Span<float> Gradient { get; init; }

        public required bool IsFresh { get; init; }

        public readonly void RunAll(int threads) => RangeTeam.Run(this, Plan.Rows == 1 ? Plan.RowLength : Plan.Rows, Plan.Rows == 1 ? Grain : 1, threads);

        public readonly void Run(int start, int length)
        {
            int rows = Plan.Rows == 1 ? 1 : length, count = Plan.Rows == 1 ? length : Plan.RowLength;
            for (int index = 0; index < rows; index++)
            {
                var place = RowPart.Of(Plan, start + index, start);
                BinaryLoop.Terms<TTerm>(
                    new Operand(OutputGradient[place.Output..], isConstant: false),
                    new Operand(Left[place.Left..], Plan.IsLeftConstant),
                    new Operand(Right[place.Right..], Plan.IsRightConstant),
                    Gradient.Slice(place.Output, count),
                    IsFresh);
            }
        }
    }

    /// <summary>Where a row begins, or a part of the only row.</summary>
    private readonly record struct RowPart(int Left, int Right, int Output)
    {
        public static RowPart Of(in BroadcastPlan plan, int row, int start)
        {
            if (plan.Rows == 1)
            {
                return new RowPart(plan.IsLeftConstant ? 0 : start, plan.IsRightConstant ? 0 : start, start);
            }

            plan.Locate(row, out int left, out int right);
            return new RowPart(left, right, row * plan.RowLength);
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
