using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Attention;

/// <summary>Attention by a product: score(q, h_s) = qᵀ W h_s ("general"), or qᵀ h_s where queries are as wide as values ("dot").</summary>
/// <remarks>
/// Luong, Pham and Manning, "Effective approaches to attention-based neural machine translation", EMNLP 2015, equation 8. W h_s is computed once
/// for all queries, and all queries of a row are one product of matrices, which makes it several times faster than the additive kind. With
/// coverage the score is qᵀ W h_s + w c_s with one weight w and c_s, the sum of the weights that step s has had so far: the linear
/// coverage of Tu and others, "Modeling coverage for neural machine translation", ACL 2016, with one dimension.
/// </remarks>
public sealed class MultiplicativeAttention : SequenceAttention
{
    private readonly Parameter? _weight;
    private readonly Parameter? _coverage;

    /// <summary>Makes the attention.</summary>
    /// <param name="querySize">Q, at least 1.</param>
    /// <param name="valueSize">D, at least 1.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <param name="isGeneral">Whether there is a W (Glorot-uniform at first), true by default; without it D must be Q.</param>
    /// <param name="hasCoverage">Whether scores depend on what was looked at before (w is 0 at first); false by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    /// <exception cref="ArgumentException">There is no W and the sizes differ.</exception>
    public MultiplicativeAttention(int querySize, int valueSize, InitializationScope initialization, bool isGeneral = true, bool hasCoverage = false)
        : base(querySize, valueSize)
    {
        if (!isGeneral && querySize != valueSize)
            throw new ArgumentException($"Got queries of {querySize} and values of {valueSize} for a plain product; make them equally wide or use the general form.", nameof(isGeneral));
        _weight = isGeneral ? AddParameter("weight", initialization.Create("weight", new Shape(querySize, valueSize), new GlorotUniform())) : null;
        _coverage = hasCoverage ? AddParameter("coverage", initialization.Create("coverage", new Shape(1), Initializer.Zeros)) : null;
    }

    /// <inheritdoc/>
    public override bool HasCoverage => _coverage is not null;

    private protected override Tensor Keys(Tape tape, Tensor values) => _weight is null ? values : tape.Linear(values, _weight);

    private protected override Tensor Scores(Tape tape, Tensor queries, AttentionMemory memory, Tensor? coverage)
    {
        Tensor scores = tape.MatMul(queries, memory.Keys, transposeRight: true);
        return _coverage is null || coverage is null ? scores : tape.Add(scores, tape.Multiply(coverage, _coverage));
    }
}
