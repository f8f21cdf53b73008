using System.Numerics;
using System.Runtime.CompilerServices;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Ops.Rows;

namespace Recurrent.Tensors.Ops;

/// <summary>Layer normalisation.</summary>
public static class LayerNormOp
{
    /// <summary>y = γ ⊙ (x − mean) / √(variance + ε) + β over the last axis.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input">x, <c>[…, D]</c>.</param>
    /// <param name="gamma">γ, <c>[D]</c>; null for 1.</param>
    /// <param name="beta">β, <c>[D]</c>; null for 0.</param>
    /// <param name="epsilon">ε &gt; 0, keeps constant rows finite; 1e-5 as in PyTorch.</param>
    /// <returns>y, of the input's shape.</returns>
    /// <exception cref="ArgumentException">The last axis is empty, or γ or β is not D long.</exception>
    /// <remarks>
    /// Biased variance, as Ba, Kiros and Hinton, 2016. With x̂ = (x − mean) / √(variance + ε) and g = γ ⊙ ∂y:
    /// ∂x = (g − mean(g) − x̂ mean(g ⊙ x̂)) / √(variance + ε), ∂γ = Σ_rows ∂y ⊙ x̂, ∂β = Σ_rows ∂y.
    /// </remarks>
    public static Tensor LayerNorm(this Tape tape, Tensor input, Tensor? gamma = null, Tensor? beta = null, float epsilon = 1e-5f)
    {
        int columns = RowSplit.Columns(input, nameof(LayerNorm));
        Check(input, gamma, beta, epsilon);
        bool requiresGradient = input.RequiresGradient || gamma?.RequiresGradient == true || beta?.RequiresGradient == true;
        Tensor output = tape.NewTensor(input.Shape, requiresGradient);
        int rows = input.Shape.Length / columns;
        AlignedBuffer normalized = tape.RentScratch(input.Shape.Length);
        AlignedBuffer moments = tape.RentScratch(2 * rows);
        RowSplit.Run(tape, new ForwardJob
        {
            Columns = columns,
            Input = input.Values,
            Gamma = gamma is null ? [] : gamma.Values,
            Beta = beta is null ? [] : beta.Values,
            Epsilon = epsilon,
            Means = moments.Span[..rows],
            Inverses = moments.Span.Slice(rows, rows),
            Normalized = normalized.Span,
            Output = output.Writable,
        });
        if (output.RequiresGradient)
        {
            tape.Record(new Node(input, gamma, beta, output, new Saved(normalized, moments)));
        }

        return output;
    }

    private static void Check(Tensor input, Tensor? gamma, Tensor? beta, float epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        var expected = new Shape(input.Shape[-1]);
        if ((gamma is not null && gamma.Shape != expected) || (beta is not null && beta.Shape != expected))
        {
            string Describe(Tensor? tensor) => tensor?.Shape.ToString() ?? "none";
            throw new ArgumentException($"LayerNorm got input {input.Shape}, gamma {Describe(gamma)}, beta {Describe(beta)}; expected […, D], [D] and [D].", nameof(input));
        }
    }

    /// <summary>x̂ of every element; and 1/√(variance + ε) of every row behind the rows' means.</summary>
    private readonly record struct Saved(AlignedBuffer Normalized, AlignedBuffer Moments);

    private sealed class Node(Tensor input, Tensor? gamma, Tensor? beta, Tensor output, Saved saved) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            int columns = output.Shape[-1];
            ReadOnlySpan<float> arriving = output.GradientSpan;
            if (beta?.RequiresGradient == true)
            {
                ColumnSums.Add(arriving, columns, tape.GradientToAdd(beta), tape.Team);
            }

            if (gamma?.RequiresGradient == true)
            {
                Span<float> gradient = tape.GradientToAdd(gamma);
                for (int start = 0; start < arriving.Length; start += columns)
                {
                    var hat = new Operand(saved.Normalized.Span.Slice(start, columns), isConstant: false);
                    BinaryLoop.Terms<ScaledTerm>(new Operand(arriving.Slice(start, columns), isConstant: false), hat, hat, gradient, overwrite: false);
                }
            }

            if (input.RequiresGradient)
            {
                BackwardInput(tape, arriving, columns);
            }
        }

        private void BackwardInput(Tape tape, ReadOnlySpan<float> arriving, int columns)
        {
            Span<float> gradient = input.BeginGradient(tape, out bool isFresh);
            int rows = arriving.Length / columns;
            RowSplit.Run(tape, new BackwardJob
            {
                Columns = columns,
                OutputGradient = arriving,
                Normalized = saved.Normalized.Span,
                Inverses = saved.Moments.Span.Slice(rows, rows),
                Gamma = gamma is null ? [] : gamma.Values,
                Gradient = gradient,
                IsFresh = isFresh,
            });
        }
    }

    private ref struct ForwardJob : IRowJob
    {
        public required int Columns { get; init; }

        public readonly int Length => Input.Length;

        public required ReadOnlySpan<float> Input { get; init; }

        /// <summary>Empty for 1.</summary>
        public required ReadOnlySpan<float> Gamma { get; init; }

        /// <summary>Empty for 0.</summary>
        public required ReadOnlySpan<float> Beta { get; init; }

        public required float Epsilon { get; init; }

        public required Span<float> Means { get; init; }

        public required Span<float> Inverses { get; init; }

        public required Span<float> Normalized { get; init; }

        public required Span<float> Output { get; init; }

        public readonly void Run(int start, int length)
        {
            int first = start / Columns, rows = length / Columns;
            Span<float> means = Means.Slice(first, rows), inverses = Inverses.Slice(first, rows);
            RowMoments.Compute(Input.Slice(start, length), Columns, means, inverses);
            for (int row = 0; row < rows; row++)
            {
                int place = start + (row * Columns);
                inverses[row] = 1f / MathF.Sqrt(inverses[row] + Epsilon);
                Span<float> hat = Normalized.Slice(place, Columns);
                UnaryLoop.Map<Normalize>(Input.Slice(place, Columns), new Constants(means[row], inverses[row]), hat);
                Operand scale = Gamma.IsEmpty ? new Operand([1f], isConstant: true) : new Operand(Gamma, isConstant: false);
                Operand shift = Beta.IsEmpty ? new Operand([0f], isConstant: true) : new Operand(Beta, isConstant: false);
                BinaryLoop.Terms<Affine>(new Operand(hat, isConstant: false), scale, shift, Output.Slice(place, Columns), overwrite: true);
            }
        }
    }

    private ref struct BackwardJob : IRowJob
    {
        private const int LongestOnStack = 2048;

        public required int Columns { get; init; }

        public readonly int Length => OutputGradient.Length;

        public required ReadOnlySpan<float> OutputGradient { get; init; }

        public required ReadOnlySpan<float> Normalized { get; init; }

        public required ReadOnlySpan<float> Inverses { get; init; }

        /// <summary>Empty for 1.</summary>
        public required ReadOnlySpan<float> Gamma { get; init; }

        public required Span<float> Gradient { get; init; }

        public required bool IsFresh { get; init; }

        public readonly void Run(int start, int length)
        {
            Span<float> scaled = Columns <= LongestOnStack ? stackalloc float[LongestOnStack] : new float[Columns];
            scaled = scaled[..Columns];
            for (int place = start; place < start + length; place += Columns)
            {
                ReadOnlySpan<float> hat = Normalized.Slice(place, Columns);
                Operand scale = Gamma.IsEmpty ? new Operand([1f], isConstant: true) : new Operand(Gamma, isConstant: false);
                BinaryLoop.Terms<ScaledTerm>(new Operand(OutputGradient.Slice(place, Columns), isConstant: false), scale, scale, scaled, overwrite: true);
                float mean = (float)(FixedOrder.Sum(scaled) / Columns);
                float projection = (float)(FixedOrder.Dot(scaled, hat) / Columns);
                InputRow.Add(scaled, hat, new RowFactors(mean, projection, Inverses[place / Columns]), Gradient.Slice(place, Columns), IsFresh);
            }
        }
    }

    private readonly record struct RowFactors(float Mean, float Projection, float Inverse);

    private static class InputRow
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Add(ReadOnlySpan<float> scaled, ReadOnlySpan<float> hat, RowFactors factors, Span<float> gradient, bool overwrite)
        {
            var mean = new Vector<float>(factors.Mean);
            var projection = new Vector<float>(factors.Projection);
            var inverse = new Vector<float>(factors.Inverse);
            int index = 0;
            for (; index <= gradient.Length - Vector<float>.Count; index += Vector<float>.Count)
            {
                Vector<float> term = (new Vector<float>(scaled[index..]) - mean - (new Vector<float>(hat[index..]) * projection)) * inverse;
                (overwrite ? term : term + new Vector<float>(gradient[index..])).CopyTo(gradient[index..]);
            }

            for (; index < gradient.Length; index++)
            {
                float term = (scaled[index] - factors.Mean - (hat[index] * factors.Projection)) * factors.Inverse;
                gradient[index] = overwrite ? term : term + gradient[index];
            }
        }
    }

    private readonly struct Normalize : IUnaryFunction
    {
        public static Vector<float> Value(Vector<float> input, in Constants constants) => (input - constants.First) * constants.Second;

        public static Vector<float> Derivative(Vector<float> input, Vector<float> output, in Constants constants) => constants.Second;
    }

    private readonly struct Affine : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) => (gradient * left) + right;
    }
}
