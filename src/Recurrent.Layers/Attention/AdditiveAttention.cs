using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Attention;

/// <summary>Attention by a small network: score(q, h_s) = vᵀ tanh(W q + U h_s + b), with coverage vᵀ tanh(W q + U h_s + c_s w + b).</summary>
/// <remarks>
/// Bahdanau, Cho and Bengio, "Neural machine translation by jointly learning to align and translate", ICLR 2015, appendix A.1.2. U h_s is
/// computed once for all queries, and the A values of a query and a step are not kept (<see cref="AdditiveScoresOp"/>). Coverage c_s, the sum
/// of the weights that step s has had so far, as in See, Liu and Manning, "Get to the point", ACL 2017, equation 11.
/// </remarks>
public sealed class AdditiveAttention : SequenceAttention
{
    private readonly Parameter _query;
    private readonly Parameter _key;
    private readonly Parameter _bias;
    private readonly Parameter _score;
    private readonly Parameter? _coverage;

    /// <summary>Makes the attention: Glorot-uniform weights, bias and coverage weights 0.</summary>
    /// <param name="querySize">Q, at least 1.</param>
    /// <param name="valueSize">D, at least 1.</param>
    /// <param name="size">A, the width of the network, at least 1.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <param name="hasCoverage">Whether scores depend on what was looked at before; false by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public AdditiveAttention(int querySize, int valueSize, int size, InitializationScope initialization, bool hasCoverage = false)
        : base(querySize, valueSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _query = AddParameter("query", initialization.Create("query", new Shape(size, querySize), new GlorotUniform()));
        _key = AddParameter("key", initialization.Create("key", new Shape(size, valueSize), new GlorotUniform()));
        _bias = AddParameter("bias", initialization.Create("bias", new Shape(size), Initializer.Zeros));
        _score = AddParameter("score", initialization.Create("score", new Shape(1, size), new GlorotUniform()));
        _coverage = hasCoverage ? AddParameter("coverage", initialization.Create("coverage", new Shape(size), Initializer.Zeros)) : null;
    }

    /// <inheritdoc/>
    public override bool HasCoverage => _coverage is not null;

    private protected override Tensor Keys(Tape tape, Tensor values) => tape.Linear(values, _key, _bias);

    private protected override Tensor Scores(Tape tape, Tensor queries, AttentionMemory memory, Tensor? coverage) =>
        tape.AdditiveScores(tape.Linear(queries, _query), memory.Keys, _score, _coverage is null || coverage is null ? null : new AdditiveCoverage(coverage, _coverage));
}
