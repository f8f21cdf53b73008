using System.Numerics;
using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Reduce;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Elementwise;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors.Ops;

/// <summary>Scores of additive attention.</summary>
public static class AdditiveScoresOp
{
    /// <summary>Units worked on at once; their values stay on the stack.</summary>
    private const int Strip = 256;

    /// <summary>y[b, m, s] = vᵀ tanh(q[b, m] + k[b, s] + c[b, m, s] w): how well every key fits every query.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="queries">q, <c>[B, M, A]</c>.</param>
    /// <param name="keys">k, <c>[B, S, A]</c>.</param>
    /// <param name="score">v, <c>[1, A]</c>, as a dense layer with one output has it.</param>
    /// <param name="coverage">c and w; null for none.</param>
    /// <returns>y, <c>[B, M, S]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>
    /// Bahdanau, Cho and Bengio, 2015, appendix A.1.2; coverage as in See, Liu and Manning, 2017, equation 11. The <c>[B, M, S, A]</c> values of
    /// the tanh, h, are never kept: the backward pass computes them again. With d = ∂y v ⊙ (1 − h²): ∂q = Σ_s d, ∂k = Σ_m d, ∂v = Σ ∂y h,
    /// ∂c = wᵀ d, ∂w = Σ c d.
    /// </remarks>
    public static Tensor AdditiveScores(this Tape tape, Tensor queries, Tensor keys, Tensor score, AdditiveCoverage? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(score);
        var inputs = new AdditiveInputs(queries, keys, score, coverage);
        inputs.Check();
        Tensor output = tape.NewTensor(new Shape(inputs.Batch, inputs.Queries, inputs.Keys), inputs.RequireGradient);
        var job = new Forward { Values = new AdditiveValues(inputs), Output = output.Writable };
        RangeTeam.Run(job, inputs.Batch * inputs.Queries, grain: 1, inputs.Threads(tape));
        if (output.RequiresGradient)
        {
            tape.Record(new Node(inputs, output));
        }

        return output;
    }

    private ref struct Forward : IRangeJob
    {
        public required AdditiveValues Values { get; init; }

        public required Span<float> Output { get; init; }

        public readonly void Run(int start, int length)
        {
            Span<float> memory = stackalloc float[Strip];
            for (int query = start; query < start + length; query++)
            {
                for (int key = 0; key < Values.Keys; key++)
                {
                    var pair = new AdditivePair(query, (query / Values.Queries * Values.Keys) + key, (query * Values.Keys) + key);
                    Output[pair.Number] = (float)Score(pair, memory);
                }
            }
        }

        private readonly double Score(AdditivePair pair, Span<float> memory)
        {
            double sum = 0;
            for (int first = 0; first < Values.Units; first += Strip)
            {
                Span<float> hidden = memory[..Math.Min(Strip, Values.Units - first)];
                Values.Hidden(pair, first, hidden);
                sum += FixedOrder.Dot(hidden, Values.Score.Slice(first, hidden.Length));
            }

            return sum;
        }
    }

    private sealed class Node(AdditiveInputs inputs, Tensor output) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            (int units, int batch) = (inputs.Units, inputs.Batch);
            Tensor? looks = inputs.Coverage?.Looks, weight = inputs.Coverage?.Weight;

            // v and w belong to all rows: every row has sums of its own, which are added up in order, whatever the threads.
            AlignedBuffer sums = tape.RentTemporary(2 * batch * units);
            SpanFill.Clear(sums.Span[..(2 * batch * units)], tape.Threads);
            Span<float> scoreSums = sums.Span[..(batch * units)], weightSums = sums.Span.Slice(batch * units, batch * units);
            RangeTeam.Run(new BackwardRows
            {
                Values = new AdditiveValues(inputs),
                Arriving = output.GradientSpan,
                Query = inputs.Query.RequiresGradient ? tape.GradientToAdd(inputs.Query) : [],
                Key = inputs.Key.RequiresGradient ? tape.GradientToAdd(inputs.Key) : [],
                Looks = looks?.RequiresGradient == true ? tape.GradientToAdd(looks) : [],
                Score = scoreSums,
                Weight = weightSums,
            }, batch, grain: 1, inputs.Threads(tape));
            if (inputs.Score.RequiresGradient)
            {
                ColumnSums.Add(scoreSums, units, tape.GradientToAdd(inputs.Score), tape.Team);
            }

            if (weight?.RequiresGradient == true)
            {
                ColumnSums.Add(weightSums, units, tape.GradientToAdd(weight), tape.Team);
            }

            tape.ReturnTemporary(sums);
        }
    }

    /// <summary>Gradients of whole rows; of what needs none the span is empty.</summary>
    private ref struct BackwardRows : IRangeJob
    {
        public required AdditiveValues Values { get; init; }

        public required ReadOnlySpan<float> Arriving { get; init; }

        public required Span<float> Query { get; init; }

        public required Span<float> Key { get; init; }

        public required Span<float> Looks { get; init; }

        public required Span<float> Score { get; init; }

        public required Span<float> Weight { get; init; }

        public readonly void Run(int start, int length)
        {
            Span<float> memory = stackalloc float[2 * Strip];
            int perRow = Values.Queries * Values.Keys;
            for (int number = start * perRow; number < (start + length) * perRow; number++)
            {
                // Padding is never looked at, so no gradient comes from there.
                if (Arriving[number] != 0)
                {
                    Add(number, number / perRow, memory);
                }
            }
        }

        private readonly void Add(int number, int row, Span<float> memory)
        {
            var pair = new AdditivePair(number / Values.Keys, (row * Values.Keys) + (number % Values.Keys), number);
            for (int first = 0; first < Values.Units; first += Strip)
            {
                int count = Math.Min(Strip, Values.Units - first);
                Span<float> hidden = memory[..count], slope = memory.Slice(Strip, count);
                Values.Hidden(pair, first, hidden);
                AdditiveValues.AddScaled(Arriving[number], hidden, Score.Slice((row * Values.Units) + first, count));
                BinaryLoop.Terms<Slope>(
                    new Operand([Arriving[number]], isConstant: true), new Operand(Values.Score.Slice(first, count), isConstant: false), new Operand(hidden, isConstant: false), slope, overwrite: true);
                AddTo(Query, (pair.Query * Values.Units) + first, slope);
                AddTo(Key, (pair.Key * Values.Units) + first, slope);
                if (!Values.Weight.IsEmpty)
                {
                    AdditiveValues.AddScaled(Values.Looks[number], slope, Weight.Slice((row * Values.Units) + first, count));
                    if (!Looks.IsEmpty)
                    {
                        Looks[number] += (float)FixedOrder.Dot(slope, Values.Weight.Slice(first, count));
                    }
                }
            }
        }

        private static void AddTo(Span<float> gradient, int start, ReadOnlySpan<float> slope)
        {
            if (!gradient.IsEmpty)
            {
                Accumulate.Add(slope, gradient.Slice(start, slope.Length));
            }
        }
    }

    /// <summary>∂y v (1 − h²).</summary>
    private readonly struct Slope : IGradientTerm
    {
        public static Vector<float> Value(Vector<float> gradient, Vector<float> left, Vector<float> right) =>
            gradient * left * (Vector<float>.One - (right * right));
    }
}
