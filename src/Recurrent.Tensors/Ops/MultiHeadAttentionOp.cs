using System.Collections.Immutable;
using Recurrent.Kernels.Attention;
using Recurrent.Kernels.Elementwise;
using Recurrent.Kernels.Memory;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops;

/// <summary>Attention with several heads that keeps no matrix of queries times keys.</summary>
public static class MultiHeadAttentionOp
{
    /// <summary>Below this many multiply-adds waking a thread costs more than it saves.</summary>
    private const long SmallestShared = 128 * 1024;

    /// <summary>softmax(Q Kᵀ / √D + bias) V in every head, over time-major sequences.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="query">Q, <c>[T, B, K·D]</c>, head after head.</param>
    /// <param name="key">K, <c>[S, B, K·D]</c>.</param>
    /// <param name="value">V, <c>[S, B, K·D]</c>.</param>
    /// <param name="pattern">Heads, and which keys a query sees. What stands in other keys or in queries that are not valid never matters.</param>
    /// <param name="relativeBias">
    /// <c>[K, E]</c>, added to a head's scores by the distance of place and key: a causal pattern has distances 0 to E − 1 in this order, another one
    /// −(E − 1)/2 to (E − 1)/2 with an odd E; distances beyond count as the last. Null for none.
    /// </param>
    /// <returns><c>[T, B, K·D]</c>; 0 for a query that sees nothing or is not valid.</returns>
    /// <exception cref="ArgumentException">The shapes, the heads, the lengths or the bias do not fit.</exception>
    /// <remarks>
    /// Vaswani and others, "Attention is all you need", 2017, section 3.2; relative bias as in Raffel and others, 2020, section 2.1, with clipped
    /// distances (Shaw, Uszkoreit and Vaswani, 2018). The forward pass keeps log Σ e^score of each query, and the backward pass computes the
    /// weights P again: ∂V = Pᵀ ∂O, ∂S = P ⊙ (∂O Vᵀ − Σ ∂O ⊙ O), ∂Q = ∂S K / √D, ∂K = ∂Sᵀ Q / √D. Memory grows with T + S, not with T · S
    /// (Rabe and Staats, 2021; Dao and others, 2022).
    /// </remarks>
    public static Tensor MultiHeadAttention(this Tape tape, Tensor query, Tensor key, Tensor value, AttentionPattern pattern, Tensor? relativeBias = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(pattern);
        Check(query.Shape, key.Shape, value.Shape, pattern, relativeBias?.Shape);
        bool requiresGradient = query.RequiresGradient || key.RequiresGradient || value.RequiresGradient || relativeBias?.RequiresGradient == true;
        Tensor output = tape.NewTensor(query.Shape, requiresGradient);
        var inputs = new Inputs(query, key, value, relativeBias, pattern);
        AttentionShape shape = inputs.Shape;
        AlignedBuffer? logSums = output.RequiresGradient ? tape.RentScratch(shape.Items * shape.Queries) : null;
        int threads = ThreadsFor(tape, shape);
        AlignedBuffer scratch = tape.RentTemporary(threads * shape.ScratchLength);
        if (shape.Items > 0)
        {
            tape.Team.Run(Job(inputs, Reversed(tape, relativeBias, pattern), output, logSums, scratch), threads);
        }

        tape.ReturnTemporary(scratch);
        if (output.RequiresGradient)
        {
            tape.Record(new Node(inputs, output, logSums!));
        }

        return output;
    }

    private static int ThreadsFor(Tape tape, AttentionShape shape) => (int)Math.Clamp(shape.Work / SmallestShared, 1, Math.Min(tape.Threads, Math.Max(1, shape.Items)));

    private static AttentionForward Job(Inputs inputs, ReadOnlySpan<float> bias, Tensor output, AlignedBuffer? logSums, AlignedBuffer scratch) => new()
    {
        Shape = inputs.Shape,
        Mask = new AttentionMask
        {
            Offset = inputs.Pattern.Offset,
            IsCausal = inputs.Pattern.IsCausal,
            Window = inputs.Pattern.Window,
            QueryEnds = SpanOf(inputs.Pattern.QueryLengths),
            KeyStarts = SpanOf(inputs.Pattern.KeyStarts),
            KeyEnds = SpanOf(inputs.Pattern.KeyEnds),
        },
        Bias = inputs.RelativeBias is null ? default : new RelativeBias
        {
            Table = bias,
            Entries = inputs.RelativeBias.Shape[1],
            Farthest = inputs.Pattern.IsCausal ? inputs.RelativeBias.Shape[1] - 1 : inputs.RelativeBias.Shape[1] / 2,
        },
        Query = inputs.Query.Values,
        Key = inputs.Key.Values,
        Value = inputs.Value.Values,
        Output = output.Writable,
        LogSums = logSums is null ? default : logSums.Span,
        Scratch = scratch.Span,
    };

    /// <summary>The bias from the farthest key behind to the farthest before, as the kernels read it.</summary>
    private static ReadOnlySpan<float> Reversed(Tape tape, Tensor? bias, AttentionPattern pattern)
    {
        if (bias is null)
        {
            return default;
        }

        Span<float> reversed = tape.RentScratch(bias.Shape.Length).Span[..bias.Shape.Length];
        bias.Values.CopyTo(reversed);
        for (int head = 0; head < pattern.Heads; head++)
        {
            reversed.Slice(head * bias.Shape[1], bias.Shape[1]).Reverse();
        }

        return reversed;
    }

    private static ReadOnlySpan<int> SpanOf(ImmutableArray<int> numbers) => numbers.IsDefault ? default : numbers.AsSpan();

    private static void Check(Shape query, Shape key, Shape value, AttentionPattern pattern, Shape? bias)
    {
        bool fits = query.Rank == 3 && key.Rank == 3 && value == key && query[1] == key[1] && query[2] == key[2] && query[2] > 0 && query[2] % pattern.Heads == 0;
        if (!fits)
        {
            throw new ArgumentException($"MultiHeadAttention got query {query}, key {key} and value {value} for {pattern.Heads} heads; expected [T, B, K·D], [S, B, K·D] and [S, B, K·D].", nameof(query));
        }

        if (bias is { } table && (table.Rank != 2 || table[0] != pattern.Heads || table[1] < 1 || (!pattern.IsCausal && table[1] % 2 == 0)))
        {
            throw new ArgumentException($"MultiHeadAttention got a relative bias {table} for {pattern.Heads} heads; expected [K, E], E odd when the pattern is not causal.", nameof(bias));
        }

        CheckLengths(pattern.QueryLengths, query[1], query[0], nameof(pattern.QueryLengths));
        CheckLengths(pattern.KeyStarts, query[1], key[0], nameof(pattern.KeyStarts));
        CheckLengths(pattern.KeyEnds, query[1], key[0], nameof(pattern.KeyEnds));
    }

    private static void CheckLengths(ImmutableArray<int> numbers, int rows, int most, string name)
    {
        if (numbers.IsDefault)
        {
            return;
        }

        if (numbers.Length != rows || numbers.Any(number => number < 0 || number > most))
        {
            throw new ArgumentException($"MultiHeadAttention got {name} [{string.Join(", ", numbers)}] for {rows} rows; expected one number from 0 to {most} for each row.", name);
        }
    }

    private sealed record Inputs(Tensor Query, Tensor Key, Tensor Value, Tensor? RelativeBias, AttentionPattern Pattern)
    {
        public AttentionShape Shape => new(Query.Shape[0], Key.Shape[0], Query.Shape[1], Pattern.Heads, Query.Shape[2] / Pattern.Heads);
    }

    private sealed class Node(Inputs inputs, Tensor output, AlignedBuffer logSums) : TapeNode
    {
        public override bool IsReached => output.HasGradient;

        public override void Backward(Tape tape)
        {
            AttentionShape shape = inputs.Shape;
            if (shape.Items == 0)
            {
                return;
            }

            Tensor? bias = inputs.RelativeBias?.RequiresGradient == true ? inputs.RelativeBias : null;
            int threads = ThreadsFor(tape, shape), entries = bias is null ? 0 : bias.Shape[1];
            AlignedBuffer scratch = tape.RentTemporary(threads * shape.ScratchLength), parts = tape.RentTemporary(shape.Items * entries);
            Span<float> biasParts = parts.Span[..(shape.Items * entries)];
            biasParts.Clear();
            tape.Team.Run(
                new AttentionBackward
                {
                    Forward = Job(inputs, Reversed(tape, inputs.RelativeBias, inputs.Pattern), output, logSums, scratch),
                    OutputGradient = output.GradientSpan,
                    QueryGradient = GradientOf(tape, inputs.Query),
                    KeyGradient = GradientOf(tape, inputs.Key),
                    ValueGradient = GradientOf(tape, inputs.Value),
                    BiasGradient = biasParts,
                },
                threads);
            if (bias is not null)
            {
                AddParts(biasParts, tape.GradientToAdd(bias), entries);
            }

            tape.ReturnTemporary(scratch);
            tape.ReturnTemporary(parts);
        }

        private static Span<float> GradientOf(Tape tape, Tensor input) => input.RequiresGradient ? tape.GradientToAdd(input) : default;

        /// <summary>Adds up the rows' parts in their order.</summary>
        private void AddParts(Span<float> parts, Span<float> gradient, int entries)
        {
            for (int item = 0; item < inputs.Shape.Items; item++)
            {
                Span<float> part = parts.Slice(item * entries, entries);
                part.Reverse();
                Accumulate.Add(part, gradient.Slice(item % inputs.Pattern.Heads * entries, entries));
            }
        }
    }
}
