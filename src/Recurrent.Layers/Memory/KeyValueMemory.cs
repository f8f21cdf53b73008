using System.Collections.Immutable;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Memory;

/// <summary>A key–value memory: a query finds slots by their keys and takes up their values, several times.</summary>
/// <remarks>
/// Hop j: p_i = softmax(qᵀ k_i), o = Σ_i p_i v_i, q ← R_j (q + o). Miller, Fisch, Dodge, Karimi, Bordes and Weston, "Key-value memory networks for
/// directly reading documents", EMNLP 2016, section 3.1. Keys, values and question come as vectors, so whatever stands in the slots
/// (sentences, windows, facts of a table) is up to the caller.
/// </remarks>
public sealed class KeyValueMemory : Module
{
    private readonly Linear[] _maps;

    /// <summary>Makes the memory; every R_j starts as the identity, so that at first nothing is lost between hops.</summary>
    /// <param name="size">E, the width of query, keys and values, at least 1.</param>
    /// <param name="hops">K, how often it is looked at, at least 1.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public KeyValueMemory(int size, int hops, InitializationScope initialization)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hops, 1);
        Size = size;
        _maps = [.. Enumerable.Range(0, hops).Select(hop => AddModule($"hop{hop}", new Linear(size, size, initialization.Part($"hop{hop}"), hasBias: false, new Identity())))];
    }

    /// <summary>E, the width of query, keys and values.</summary>
    public int Size { get; }

    /// <summary>K, how often the memory is looked at.</summary>
    public int Hops => _maps.Length;

    /// <summary>Looks.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="query">q, <c>[B, E]</c>.</param>
    /// <param name="keys">k, <c>[B, N, E]</c>.</param>
    /// <param name="values">v, <c>[B, N, E]</c>.</param>
    /// <param name="mask">1 for slots that are taken, 0 for empty ones, <c>[B, 1, N]</c>; null when all are taken.</param>
    /// <returns>The query after the last hop and where each hop looked.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public KeyValueOutput Run(Tape tape, Tensor query, Tensor keys, Tensor values, Tensor? mask = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        if (query.Shape.Rank != 2 || query.Shape[1] != Size || keys.Shape != new Shape(query.Shape[0], keys.Shape[1], Size) || values.Shape != keys.Shape)
        {
            throw new ArgumentException($"Got a query {query.Shape}, keys {keys.Shape} and values {values.Shape}; expected [B, E], [B, N, E] and [B, N, E] with E = {Size}.", nameof(query));
        }

        var attention = ImmutableArray.CreateBuilder<Tensor>(Hops);
        foreach (Linear map in _maps)
        {
            Tensor weights = tape.Softmax(tape.MatMul(query.Reshape(new Shape(query.Shape[0], 1, Size)), keys, transposeRight: true), mask);
            query = map.Run(tape, tape.Add(query, tape.MatMul(weights, values).Reshape(query.Shape)));
            attention.Add(weights.Reshape(new Shape(query.Shape[0], keys.Shape[1])));
        }

        return new KeyValueOutput(query, attention.MoveToImmutable());
    }
}
