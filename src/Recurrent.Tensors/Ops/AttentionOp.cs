using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops;

/// <summary>Attention.</summary>
public static class AttentionOp
{
    /// <summary>softmax(Q Kᵀ / √D) V: every query's average of the values, weighted by how well its key fits.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="query">Q, <c>[…, M, D]</c>.</param>
    /// <param name="key">K, <c>[…, N, D]</c>, with the same leading axes.</param>
    /// <param name="value">V, <c>[…, N, E]</c>, with the same leading axes.</param>
    /// <param name="mask">Not 0 where a query may look; fits <c>[…, M, N]</c>, repeated over axes of length 1 and missing ones. Null for everywhere.</param>
    /// <returns><c>[…, M, E]</c>; a query that may look nowhere gets 0.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>Vaswani et al., 2017, equation 1. Made of MatMul, Scale and Softmax, which give the gradient.</remarks>
    public static Tensor ScaledDotProductAttention(this Tape tape, Tensor query, Tensor key, Tensor value, Tensor? mask = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        Tensor scores = tape.Scale(tape.MatMul(query, key, transposeRight: true), 1f / MathF.Sqrt(query.Shape[-1]));
        return tape.MatMul(tape.Softmax(scores, mask), value);
    }
}
