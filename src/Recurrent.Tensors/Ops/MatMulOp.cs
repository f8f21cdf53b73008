using Recurrent.Kernels.Gemm;
using Recurrent.Tensors.Autograd;
using Gemm = Recurrent.Kernels.Gemm.MatMul;

namespace Recurrent.Tensors.Ops;

/// <summary>Products of matrices and of batches of matrices.</summary>
public static class MatMulOp
{
    /// <summary>C = A B, or A Bᵀ, for every matrix of a batch.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="left">A, <c>[…, M, K]</c>.</param>
    /// <param name="right">B: one matrix <c>[K, N]</c> for every A, or as many as there are A, <c>[…, K, N]</c>.</param>
    /// <param name="transposeRight">Whether B is stored transposed: <c>[…, N, K]</c>.</param>
    /// <returns>C, <c>[…, M, N]</c>.</returns>
    /// <exception cref="ArgumentException">The summed lengths or the leading axes differ.</exception>
    /// <remarks>
    /// ∂A = ∂C Bᵀ, ∂B = Aᵀ ∂C; for a transposed B, ∂A = ∂C B and ∂B = ∂Cᵀ A. Every element is summed in one order, whatever the threads.
    /// </remarks>
    public static Tensor MatMul(this Tape tape, Tensor left, Tensor right, bool transposeRight = false)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        Check(left.Shape, right.Shape, transposeRight);
        BatchedShape plan = BatchedShape.Create(left.Shape, right.Shape, transposeRight);
        Tensor output = tape.NewTensor(left.Shape.With(-1, plan.N), left.RequiresGradient || right.RequiresGradient);
        var shape = new GemmShape(plan.M, plan.N, plan.K);
        for (int index = 0; index < plan.Batches; index++)
        {
            ReadOnlySpan<float> a = plan.LeftOf(left.Values, index);
            ReadOnlySpan<float> b = plan.RightOf(right.Values, index);
            if (transposeRight)
            {
                Gemm.NT(shape, a, b, plan.OutputOf(output.Writable, index), GemmMode.Overwrite, tape.Team);
            }
            else
            {
                Gemm.NN(shape, a, b, plan.OutputOf(output.Writable, index), GemmMode.Overwrite, tape.Team);
            }
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(left, right, transposeRight, output));
        }

        return output;
    }

    private static void Check(Shape left, Shape right, bool transposeRight)
    {
        bool fits = left.Rank >= 2 && right.Rank >= 2 && left[-1] == right[transposeRight ? -1 : -2] && (right.Rank == 2 || right.Rank == left.Rank);
        for (int axis = 0; fits && right.Rank > 2 && axis < left.Rank - 2; axis++)
        {
            fits = left[axis] == right[axis];
        }

        if (!fits)
        {
            string expected = transposeRight ? "[N, K] or […, N, K]" : "[K, N] or […, K, N]";
            throw new ArgumentException($"MatMul got {left} and {right}; expected […, M, K] and {expected} with the same leading axes.", nameof(left));
        }
    }

    /// <summary>Sizes of one product and how many there are; rows of all A are one product when they share B.</summary>
    private readonly record struct BatchedShape(int Batches, int M, int N, int K)
    {
        public static BatchedShape Create(Shape left, Shape right, bool transposeRight)
        {
            int n = right[transposeRight ? -2 : -1];
            return right.Rank == 2
                ? new BatchedShape(1, left.LengthOf(0, left.Rank - 1), n, left[-1])
                : new BatchedShape(left.LengthOf(0, left.Rank - 2), left[-2], n, left[-1]);
        }

        public ReadOnlySpan<float> LeftOf(ReadOnlySpan<float> values, int index) => values.Slice(index * M * K, M * K);

        public Span<float> LeftOf(Span<float> values, int index) => values.Slice(index * M * K, M * K);

        public ReadOnlySpan<float> RightOf(ReadOnlySpan<float> values, int index) => values.Slice(index * K * N, K * N);

        public Span<float> RightOf(Span<float> values, int index) => values.Slice(index * K * N, K * N);

        public Span<float> OutputOf(Span<float> values, int index) => values.Slice(index * M * N, M * N);
    }

    private sealed class Node(Tensor left, Tensor right, bool transposeRight, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            BatchedShape plan = BatchedShape.Create(left.Shape, right.Shape, transposeRight);
            if (left.RequiresGradient)
            {
                BackwardLeft(tape, plan);
            }

            if (right.RequiresGradient)
            {
                BackwardRight(tape, plan);
            }
        }

        private void BackwardLeft(Tape tape, BatchedShape plan)
        {
            Span<float> gradient = left.BeginGradient(tape, out bool isFresh);
            GemmMode mode = isFresh ? GemmMode.Overwrite : GemmMode.Accumulate;
            var shape = new GemmShape(plan.M, plan.K, plan.N);
            for (int index = 0; index < plan.Batches; index++)
            {
                ReadOnlySpan<float> arriving = plan.OutputOf(output.GradientSpan, index);
                if (transposeRight)
                {
                    Gemm.NN(shape, arriving, plan.RightOf(right.Values, index), plan.LeftOf(gradient, index), mode, tape.Team);
                }
                else
                {
                    Gemm.NT(shape, arriving, plan.RightOf(right.Values, index), plan.LeftOf(gradient, index), mode, tape.Team);
                }
            }
        }

        private void BackwardRight(Tape tape, BatchedShape plan)
        {
            Span<float> gradient = right.BeginGradient(tape, out bool isFresh);
            GemmMode mode = isFresh ? GemmMode.Overwrite : GemmMode.Accumulate;
            for (int index = 0; index < plan.Batches; index++)
            {
                ReadOnlySpan<float> arriving = plan.OutputOf(output.GradientSpan, index);
                ReadOnlySpan<float> a = plan.LeftOf(left.Values, index);
                if (transposeRight)
                {
                    Gemm.TN(new GemmShape(plan.N, plan.K, plan.M), arriving, a, plan.RightOf(gradient, index), mode, tape.Team);
                }
                else
                {
                    Gemm.TN(new GemmShape(plan.K, plan.N, plan.M), a, arriving, plan.RightOf(gradient, index), mode, tape.Team);
                }
            }
        }
    }
}
