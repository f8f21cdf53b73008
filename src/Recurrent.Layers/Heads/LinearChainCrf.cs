using System.Runtime.InteropServices;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Ops.Chains;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Heads;

/// <summary>A linear-chain conditional random field: tags of a sequence that are scored together, so that each looks at its neighbours.</summary>
/// <remarks>
/// p(y | e) = exp s(y) / Z with s(y) = start[y_1] + Σ_t e_t[y_t] + Σ_t A[y_{t−1}, y_t] + end[y_T] (Lafferty, McCallum and Pereira, ICML 2001).
/// Decoding is exact (Viterbi), as are ln Z and the marginals (forward–backward); all are computed in log space. What the constraints forbid
/// has probability 0 in training and in decoding alike.
/// </remarks>
public sealed class LinearChainCrf : Module
{
    private readonly CrfConstraints? _constraints;

    /// <summary>Makes a field whose weights are 0: at first every path that is allowed is equally probable.</summary>
    /// <param name="tags">K, at least 1.</param>
    /// <param name="initialization">Path of the parameters.</param>
    /// <param name="constraints">What is forbidden; null for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no tags.</exception>
    /// <exception cref="ArgumentException">The constraints are of another number of tags.</exception>
    public LinearChainCrf(int tags, InitializationScope initialization, CrfConstraints? constraints = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tags, 1);
        if (constraints is not null && constraints.Tags != tags)
        {
            throw new ArgumentException($"Got constraints of {constraints.Tags} tags for a field of {tags}.", nameof(constraints));
        }

        _constraints = constraints;
        Tags = tags;
        Transitions = AddParameter("transitions", initialization.Create("transitions", new Shape(tags, tags), Initializer.Zeros));
        Start = AddParameter("start", initialization.Create("start", new Shape(tags), Initializer.Zeros));
        End = AddParameter("end", initialization.Create("end", new Shape(tags), Initializer.Zeros));
    }

    /// <summary>K, the number of tags.</summary>
    public int Tags { get; }

    /// <summary>A, <c>[K, K]</c>, named <c>transitions</c>: row the tag before, column the tag after.</summary>
    public Parameter Transitions { get; }

    /// <summary><c>[K]</c>, named <c>start</c>.</summary>
    public Parameter Start { get; }

    /// <summary><c>[K]</c>, named <c>end</c>.</summary>
    public Parameter End { get; }

    /// <summary>−ln p(tags | emissions) of every sequence.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="emissions"><c>[T, B, K]</c> with lengths.</param>
    /// <param name="tags"><c>[T, B]</c> row-major, 0 to K − 1; anything in the padding. Left unchanged until the step ends.</param>
    /// <returns><c>[B]</c>, nats; 0 for a sequence of length 0.</returns>
    /// <exception cref="ArgumentException">The emissions are not of K tags, a tag is none, or a path is forbidden.</exception>
    public Tensor NegativeLogLikelihood(Tape tape, SequenceBatch emissions, ReadOnlyMemory<int> tags)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return tape.CrfNegativeLogLikelihood(emissions, tags, Weights(tape));
    }

    /// <summary>The most probable tags of every sequence (Viterbi).</summary>
    /// <param name="emissions"><c>[T, B, K]</c> with lengths.</param>
    /// <returns>B paths.</returns>
    /// <exception cref="ArgumentException">The emissions are not of K tags.</exception>
    public CrfPath[] Decode(SequenceBatch emissions)
    {
        CrfChain chain = Chain(emissions);
        var paths = new CrfPath[emissions.Batch];
        var alphas = new double[emissions.Time * Tags];
        for (int row = 0; row < paths.Length; row++)
        {
            int length = emissions.LengthOf(row);
            var tags = new int[length];
            double logProbability = length == 0 ? 0 : chain.Best(row, length, tags) - chain.Forward(row, length, alphas);
            paths[row] = new CrfPath(ImmutableCollectionsMarshal.AsImmutableArray(tags), Math.Min(0, logProbability));
        }

        return paths;
    }

    /// <summary>ln Z of every sequence.</summary>
    /// <param name="emissions"><c>[T, B, K]</c> with lengths.</param>
    /// <returns>B numbers; 0 for a sequence of length 0, −∞ where every path is forbidden.</returns>
    /// <exception cref="ArgumentException">The emissions are not of K tags.</exception>
    public double[] LogPartition(SequenceBatch emissions)
    {
        CrfChain chain = Chain(emissions);
        var results = new double[emissions.Batch];
        var alphas = new double[emissions.Time * Tags];
        for (int row = 0; row < results.Length; row++)
        {
            int length = emissions.LengthOf(row);
            results[row] = length == 0 ? 0 : chain.Forward(row, length, alphas);
        }

        return results;
    }

    /// <summary>p(y_t = k) of every step of every sequence.</summary>
    /// <param name="emissions"><c>[T, B, K]</c> with lengths.</param>
    /// <returns>For each sequence <c>[length, K]</c> row-major; the K numbers of a step add up to 1 unless every path is forbidden.</returns>
    /// <exception cref="ArgumentException">The emissions are not of K tags.</exception>
    public double[][] Marginals(SequenceBatch emissions)
    {
        CrfChain chain = Chain(emissions);
        var results = new double[emissions.Batch][];
        var (betas, next, following) = (new double[Tags], new double[Tags], new double[Tags * Tags]);
        for (int row = 0; row < results.Length; row++)
        {
            int length = emissions.LengthOf(row);
            double[] values = results[row] = new double[length * Tags];
            double partition = length == 0 ? 0 : chain.Forward(row, length, values);
            chain.Ending(betas);
            for (int step = length - 1; step >= 0; step--)
            {
                if (step < length - 1)
                {
                    chain.Retreat(chain.Emissions(row, step + 1), betas, next, following);
                    next.CopyTo(betas, 0);
                }

                for (int tag = 0; tag < Tags; tag++)
                {
                    values[(step * Tags) + tag] = Math.Exp(values[(step * Tags) + tag] + betas[tag] - partition);
                }
            }
        }

        return results;
    }

    private CrfChain Chain(SequenceBatch emissions)
    {
        ArgumentNullException.ThrowIfNull(emissions);
        CrfWeights weights = Weights(Tape.ForInference(threads: 1));
        weights.Check(emissions.Values.Shape);
        return new CrfChain(emissions, weights);
    }

    private CrfWeights Weights(Tape tape) => _constraints is null
        ? new CrfWeights(Transitions, Start, End)
        : new CrfWeights(Allowed(tape, Transitions, _constraints.Transitions), Allowed(tape, Start, _constraints.Start), Allowed(tape, End, _constraints.End));

    private static Tensor Allowed(Tape tape, Parameter weight, float[] mask) =>
        tape.MaskFill(weight, tape.Constant(mask, weight.Shape), float.NegativeInfinity);
}
