using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Kernels.Gemm;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops;

/// <summary>A linear map and a scaled path around it, which a linear recurrent unit reads its states with.</summary>
internal static class LinearSkipOp
{
    /// <summary>Rows summed in single precision before they are added to the sum of all.</summary>
    private const int BlockRows = 64;

    /// <summary>Ranges of threads begin at whole cache lines.</summary>
    private const int Grain = 16;

    /// <summary>y = x Wᵀ + d ⊙ u over the last axis.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…, I]</c>.</param>
    /// <param name="weight">W, <c>[O, I]</c>.</param>
    /// <param name="skipped">u, <c>[…, O]</c>, with the leading axes of x.</param>
    /// <param name="skip">d, <c>[O]</c>.</param>
    /// <returns>y, <c>[…, O]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    /// <remarks>
    /// ∂x = ∂y W, ∂W = ∂yᵀ x, ∂u = d ⊙ ∂y, ∂d = Σ_rows ∂y ⊙ u. As three ops it would take twice the passes through memory, and long sequences
    /// do not fit in the cache. Results do not depend on the number of threads.
    /// </remarks>
    public static Tensor LinearSkip(this Tape tape, Tensor input, Tensor weight, Tensor skipped, Tensor skip)
    {
        Check(input, weight, skipped, skip);
        bool requiresGradient = input.RequiresGradient || weight.RequiresGradient || skipped.RequiresGradient || skip.RequiresGradient;
        Tensor output = tape.NewTensor(skipped.Shape, requiresGradient);
        Scale(tape, skipped.Values, skip.Values, output.Writable, isFresh: true);
        MatMul.NT(ShapeOf(input, weight), input.Values, weight.Values, output.Writable, GemmMode.Accumulate, tape.Team);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, weight, skipped, skip, output));
        }

        return output;
    }

    private static GemmShape ShapeOf(Tensor input, Tensor weight) => new(input.Shape.LengthOf(0, input.Shape.Rank - 1), weight.Shape[0], weight.Shape[1]);

    private static void Check(Tensor input, Tensor weight, Tensor skipped, Tensor skip)
    {
        bool fits = weight.Shape.Rank == 2 && input.Shape.Rank > 0 && input.Shape[-1] == weight.Shape[1]
            && skipped.Shape == input.Shape.With(-1, weight.Shape[0]) && skip.Shape == new Shape(weight.Shape[0]);
        if (!fits)
        {
            throw new ArgumentException(
                $"LinearSkip got input {input.Shape}, weight {weight.Shape}, skipped {skipped.Shape}, skip {skip.Shape}; expected […, I], [O, I], […, O] and [O].", nameof(input));
        }
    }

    private static void Scale(Tape tape, ReadOnlySpan<float> rows, ReadOnlySpan<float> scales, Span<float> target, bool isFresh) => RangeTeam.Run(
        new ScaleJob { Rows = rows, Scales = scales, Target = target, IsFresh = isFresh }, rows.Length / scales.Length, grain: 1, RangeTeam.WorthMoving(tape.Threads, rows.Length));

    private sealed class Node(Tensor input, Tensor weight, Tensor skipped, Tensor skip, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            GemmShape forward = ShapeOf(input, weight);
            (int rows, int outputs, int inputs) = (forward.M, forward.N, forward.K);
            ReadOnlySpan<float> arriving = output.GradientSpan;
            if (input.RequiresGradient)
            {
                Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
                MatMul.NN(new GemmShape(rows, inputs, outputs), arriving, weight.Values, gradient, isFresh ? GemmMode.Overwrite : GemmMode.Accumulate, tape.Team);
            }

            if (weight.RequiresGradient)
            {
                Span<float> gradient = weight.BeginGradient(tape, out bool isFresh);
                MatMul.TN(new GemmShape(outputs, inputs, rows), arriving, input.Values, gradient, isFresh ? GemmMode.Overwrite : GemmMode.Accumulate, tape.Team);
            }

            if (skipped.RequiresGradient)
            {
                Span<float> gradient = skipped.BeginGradient(tape, out bool isFresh);
                Scale(tape, arriving, skip.Values, gradient, isFresh);
            }

            if (skip.RequiresGradient)
            {
                var job = new SumJob { Left = arriving, Right = skipped.Values, Columns = outputs, Target = tape.GradientToAdd(skip) };
                RangeTeam.Run(job, outputs, Grain, RangeTeam.WorthMoving(tape.Threads, arriving.Length));
            }
        }
    }

    /// <summary>Every row times the scales, written or added.</summary>
    private ref struct ScaleJob : IRangeJob
    {
        public required ReadOnlySpan<float> Rows { get; init; }

        public required ReadOnlySpan<float> Scales { get; init; }

        public required Span<float> Target { get; init; }

        public required bool IsFresh { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int start, int length)
        {
            int columns = Scales.Length;
            for (int row = start; row < start + length; row++)
            {
                Map(Rows.Slice(row * columns, columns), Scales, Target.Slice(row * columns, columns), IsFresh);
            }
        }

        private static void Map(ReadOnlySpan<float> row, ReadOnlySpan<float> scales, Span<float> target, bool isFresh)
        {
            int lane = 0;
            for (; lane <= row.Length - Vector<float>.Count; lane += Vector<float>.Count)
            {
                Vector<float> product = new Vector<float>(row[lane..]) * new Vector<float>(scales[lane..]);
                (isFresh ? product : product + new Vector<float>(target[lane..])).CopyTo(target[lane..]);
            }

            for (; lane < row.Length; lane++)
            {
                float product = row[lane] * scales[lane];
                target[lane] = isFresh ? product : product + target[lane];
            }
        }
    }

    /// <summary>Target += Σ_rows left ⊙ right for some columns: each is added from its first row to its last, block after block.</summary>
    private ref struct SumJob : IRangeJob
    {
        public required ReadOnlySpan<float> Left { get; init; }

        public required ReadOnlySpan<float> Right { get; init; }

        public required int Columns { get; init; }

        public required Span<float> Target { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int start, int length)
        {
            Span<float> sums = stackalloc float[256];
            for (int column = start; column < start + length; column += sums.Length)
            {
                Span<float> some = sums[..Math.Min(sums.Length, start + length - column)];
                for (int first = 0; first < Left.Length; first += BlockRows * Columns)
                {
                    some.Clear();
                    for (int place = first + column; place < Math.Min(Left.Length, first + (BlockRows * Columns)); place += Columns)
                    {
                        AddProducts(Left.Slice(place, some.Length), Right.Slice(place, some.Length), some);
                    }

                    Kernels.Elementwise.Accumulate.Add(some, Target.Slice(column, some.Length));
                }
            }
        }

        private static void AddProducts(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> sums)
        {
            int lane = 0;
            for (; lane <= left.Length - Vector<float>.Count; lane += Vector<float>.Count)
            {
                ((new Vector<float>(left[lane..]) * new Vector<float>(right[lane..])) + new Vector<float>(sums[lane..])).CopyTo(sums[lane..]);
            }

            for (; lane < left.Length; lane++)
            {
                sums[lane] += left[lane] * right[lane];
            }
        }
    }
}
