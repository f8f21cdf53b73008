using System.Runtime.InteropServices;
using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops.Chains;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>The loss of a linear-chain conditional random field.</summary>
public static class CrfNegativeLogLikelihoodOp
{
    /// <summary>−ln p(tags | emissions) of every sequence.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="emissions">e, <c>[T, B, K]</c> with lengths: the score of every tag at every step.</param>
    /// <param name="tags">y, <c>[T, B]</c> row-major, 0 to K − 1; what stands in the padding does not matter. Kept until the step ends.</param>
    /// <param name="weights">Scores of transitions, starts and ends.</param>
    /// <returns><c>[B]</c>; 0 for a sequence of length 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together, a tag is outside, or a path takes a forbidden transition.</exception>
    /// <remarks>
    /// s(y) = start[y_1] + Σ_t e_t[y_t] + Σ_t A[y_{t−1}, y_t] + end[y_T]; the loss is ln Z − s(y) with Z = Σ_y exp s(y), computed by the
    /// forward algorithm in log space (Lafferty, McCallum and Pereira, ICML 2001). The gradient is marginals − counts, by forward–backward:
    /// ∂e_t[k] = p(y_t = k) − [y_t = k], ∂A[i, j] = Σ_t p(y_{t−1} = i, y_t = j) − [y_{t−1} = i, y_t = j], and likewise for start and end.
    /// </remarks>
    public static Tensor CrfNegativeLogLikelihood(this Tape tape, SequenceBatch emissions, ReadOnlyMemory<int> tags, CrfWeights weights)
    {
        ArgumentNullException.ThrowIfNull(emissions);
        weights.Check(emissions.Values.Shape);
        CheckTags(emissions, tags.Span, weights.Tags);
        Tensor output = tape.NewTensor(new Shape(emissions.Batch), emissions.Values.RequiresGradient || weights.RequiresGradient);
        var saved = new Saved(tape, emissions, weights.Tags);
        var chain = new CrfChain(emissions, weights);
        for (int row = 0; row < emissions.Batch; row++)
        {
            int length = emissions.LengthOf(row);
            output.Writable[row] = length == 0 ? 0f : (float)Loss(chain, row, length, tags.Span, saved);
        }

        if (output.RequiresGradient)
        {
            tape.Record(new Node(emissions, tags, weights, output, saved));
        }

        return output;
    }

    private static double Loss(CrfChain chain, int row, int length, ReadOnlySpan<int> tags, Saved saved)
    {
        double partition = chain.Forward(row, length, saved.Alphas(row));
        double score = chain.Score(row, length, tags);
        saved.Partitions[row] = partition;
        return !double.IsNegativeInfinity(score)
            ? partition - score
            : throw new ArgumentException($"The tags of row {row} take a forbidden transition, start or end, so their probability is 0; allow it, or correct the tags.", nameof(tags));
    }

    private static void CheckTags(SequenceBatch emissions, ReadOnlySpan<int> tags, int count)
    {
        if (tags.Length != emissions.Time * emissions.Batch)
        {
            throw new ArgumentException($"Got {tags.Length} tags for emissions {emissions.Values.Shape}; expected one a step and row, {emissions.Time * emissions.Batch}.", nameof(tags));
        }

        for (int index = 0; index < tags.Length; index++)
        {
            (int step, int row) = Math.DivRem(index, emissions.Batch);
            if (step < emissions.LengthOf(row) && (uint)tags[index] >= (uint)count)
            {
                throw new ArgumentException($"Tag {tags[index]} of row {row}, step {step} is none; expected 0 to {count - 1}.", nameof(tags));
            }
        }
    }

    /// <summary>α and ln Z of every row, double precision in the tape's memory.</summary>
    private readonly struct Saved(Tape tape, SequenceBatch emissions, int tags)
    {
        private readonly AlignedBuffer _alphas = tape.RentScratch(2 * emissions.Batch * Math.Max(1, emissions.Time) * tags);
        private readonly AlignedBuffer _partitions = tape.RentScratch(2 * Math.Max(1, emissions.Batch));
        private readonly int _perRow = emissions.Time * tags;

        public Span<double> Partitions => MemoryMarshal.Cast<float, double>(_partitions.Span);

        public Span<double> Alphas(int row) => MemoryMarshal.Cast<float, double>(_alphas.Span).Slice(row * _perRow, _perRow);
    }

    private sealed class Node(SequenceBatch emissions, ReadOnlyMemory<int> tags, CrfWeights weights, Tensor output, Saved saved) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            int count = weights.Tags;
            var sums = new CrfGradientSums(count);
            var chain = new CrfChain(emissions, weights);
            ReadOnlySpan<float> arriving = output.GradientSpan;
            Span<float> gradient = emissions.Values.RequiresGradient ? tape.GradientToAdd(emissions.Values) : [];
            for (int row = 0; row < emissions.Batch; row++)
            {
                int length = emissions.LengthOf(row);
                if (length > 0 && arriving[row] != 0)
                {
                    Spread(chain, row, arriving[row], sums, gradient);
                }
            }

            Add(tape, weights.Transitions, sums.Transitions);
            Add(tape, weights.Start, sums.Start);
            Add(tape, weights.End, sums.End);
        }

        /// <summary>Walks a row from its end: the marginals of every step and pair of steps, less what the tags say.</summary>
        private void Spread(CrfChain chain, int row, double scale, CrfGradientSums sums, Span<float> gradient)
        {
            int last = emissions.LengthOf(row) - 1;
            chain.Ending(sums.Betas);
            for (int step = last; step >= 0; step--)
            {
                int tag = tags.Span[(step * emissions.Batch) + row];
                if (step < last)
                {
                    int next = tags.Span[((step + 1) * emissions.Batch) + row];
                    chain.Retreat(chain.Emissions(row, step + 1), sums.Betas, sums.Next, sums.Following);
                    sums.Next.CopyTo(sums.Betas);
                    Marginals(row, step, sums);
                    sums.AddPairs(scale, tag, next);
                }
                else
                {
                    Marginals(row, step, sums);
                    CrfGradientSums.AddDifference(sums.End, sums.Marginals, scale, tag);
                }

                if (!gradient.IsEmpty)
                {
                    Span<float> own = gradient.Slice(((step * emissions.Batch) + row) * weights.Tags, weights.Tags);
                    for (int other = 0; other < own.Length; other++)
                    {
                        own[other] += (float)(scale * (sums.Marginals[other] - (other == tag ? 1 : 0)));
                    }
                }
            }

            CrfGradientSums.AddDifference(sums.Start, sums.Marginals, scale, tags.Span[row]);
        }

        private void Marginals(int row, int step, CrfGradientSums sums)
        {
            Span<double> alphas = saved.Alphas(row).Slice(step * weights.Tags, weights.Tags);
            for (int tag = 0; tag < alphas.Length; tag++)
            {
                sums.Marginals[tag] = Math.Exp(alphas[tag] + sums.Betas[tag] - saved.Partitions[row]);
            }
        }

        private static void Add(Tape tape, Tensor weight, double[] sums)
        {
            if (!weight.RequiresGradient)
            {
                return;
            }

            Span<float> gradient = tape.GradientToAdd(weight);
            for (int index = 0; index < sums.Length; index++)
            {
                gradient[index] += (float)sums[index];
            }
        }
    }
}
