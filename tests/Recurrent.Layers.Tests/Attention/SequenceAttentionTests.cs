using System.Collections.Immutable;
using Recurrent.Layers.Attention;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Attention;

public sealed class SequenceAttentionTests
{
    private const int Batch = 2;
    private const int Steps = 4;
    private const int Queries = 3;
    private const int QuerySize = 3;
    private const int ValueSize = 2;
    private const int DotSize = 3;
    private const int Units = 5;
    private static readonly ImmutableArray<int> Lengths = [4, 2];

    public static TheoryData<string> Kinds => ["general", "additive"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Attention_has_the_values_and_gradients_of_its_reference(string kind)
    {
        SequenceAttention attention = Create(kind);
        Parameter[] parameters = [.. attention.Parameters().Select(named => named.Parameter)];
        double[][] weights = [.. parameters.Select(one => one.Values.ToArray().Select(value => (double)value).ToArray())];
        var check = new GradientCheck().WithInput(new Shape(Batch, Queries, QuerySize)).WithInput(new Shape(Steps, Batch, ValueSize)).WithInput(new Shape(Batch, Queries, Steps));
        check.Run(
            (tape, inputs) => attention.Run(tape, inputs[0], attention.Prepare(tape, new SequenceBatch(inputs[1], Lengths)), inputs[2]).Context,
            inputs => Reference(kind, inputs, weights));

        // The gradients of the parameters: the same reference with each parameter in the place of an input.
        Tensor queries = SampleTensors.Normal("queries", new Shape(Batch, Queries, QuerySize));
        Tensor values = SampleTensors.Normal("values", new Shape(Steps, Batch, ValueSize));
        Tensor coverage = SampleTensors.Normal("coverage", new Shape(Batch, Queries, Steps));
        double[][] inputs = [.. new[] { queries, values, coverage }.Select(one => one.Values.ToArray().Select(value => (double)value).ToArray())];
        attention.ZeroGradients();
        Tape tape = Tape.ForGradients(threads: 1);
        tape.Backward(tape.Sum(attention.Run(tape, queries, attention.Prepare(tape, new SequenceBatch(values, Lengths)), coverage).Context));
        for (int index = 0; index < parameters.Length; index++)
        {
            float[] expected = [.. Enumerable.Range(0, weights[index].Length).Select(element => (float)Difference(kind, inputs, weights, index, element))];
            Close.Absolute(attention.Parameters().ElementAt(index).Name, expected, parameters[index].Gradient, 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Attention_ignores_what_stands_in_the_padding(string kind)
    {
        SequenceAttention attention = Create(kind);
        Tensor queries = SampleTensors.Normal("queries", new Shape(Batch, Queries, QuerySize));
        float[] values = SampleTensors.Normal("values", new Shape(Steps, Batch, ValueSize)).Values.ToArray();
        float[] spoilt = [.. values];
        for (int step = Lengths[1]; step < Steps; step++)
            for (int place = 0; place < ValueSize; place++) spoilt[(((step * Batch) + 1) * ValueSize) + place] = float.NaN;
        Tape tape = Tape.ForInference(threads: 1);
        AttentionOutput clean = Look(tape, attention, queries, values, Steps), dirty = Look(tape, attention, queries, spoilt, Steps);
        Assert.Equal(clean.Context.Values.ToArray(), dirty.Context.Values.ToArray());
        Assert.All(Enumerable.Range(0, Queries), query => Assert.Equal([0f, 0f], dirty.Weights.Values.Slice((((1 * Queries) + query) * Steps) + 2, 2).ToArray()));

        // The short row alone, without padding.
        float[] alone = [.. Enumerable.Range(0, Lengths[1]).SelectMany(step => values.AsSpan(((step * Batch) + 1) * ValueSize, ValueSize).ToArray())];
        var memory = attention.Prepare(tape, new SequenceBatch(Tensor.FromValues(alone, new Shape(Lengths[1], 1, ValueSize))));
        Close.Absolute("alone", attention.Run(tape, queries.Slice(1, 1), memory).Context.Values, clean.Context.Values[(Queries * ValueSize)..], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Attention_gives_a_query_the_same_alone_and_among_others(string kind)
    {
        SequenceAttention attention = Create(kind);
        Tensor queries = SampleTensors.Normal("queries", new Shape(1, Queries, QuerySize));
        Tape tape = Tape.ForInference(threads: 1);
        AttentionMemory memory = attention.Prepare(tape, new SequenceBatch(SampleTensors.Normal("values", new Shape(Steps, 1, ValueSize))));
        Tensor all = attention.Run(tape, queries, memory).Context;
        for (int query = 0; query < Queries; query++)
        {
            Tensor one = Tensor.FromValues(queries.Values.Slice(query * QuerySize, QuerySize), new Shape(1, 1, QuerySize));
            Close.Absolute($"query {query}", attention.Run(tape, one, memory).Context.Values, all.Values.Slice(query * ValueSize, ValueSize), 1e-6);
        }
    }

    [Fact]
    public void Additive_attention_of_many_queries_keeps_no_values_of_its_units()
    {
        const int queries = 80, steps = 90, units = 200;
        var attention = new AdditiveAttention(QuerySize, ValueSize, units, new RandomSource(1), hasCoverage: true);
        Tensor asked = SampleTensors.Normal("queries", new Shape(Batch, queries, QuerySize));
        Tensor coverage = SampleTensors.Normal("coverage", new Shape(Batch, queries, steps));
        var values = new SequenceBatch(SampleTensors.Normal("values", new Shape(steps, Batch, ValueSize)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Tape tape = Tape.ForGradients(threads: 1);
        tape.Backward(tape.Sum(attention.Run(tape, asked, attention.Prepare(tape, values), coverage).Context));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)Batch * queries * steps * units * sizeof(float) / 4);
    }

    [Fact]
    public void Attention_gives_zero_where_a_row_has_no_step()
    {
        SequenceAttention attention = Create("general");
        Tape tape = Tape.ForInference(threads: 1);
        var batch = new SequenceBatch(SampleTensors.Normal("values", new Shape(Steps, 2, ValueSize)), [3, 0]);
        AttentionOutput output = attention.Run(tape, SampleTensors.Normal("queries", new Shape(2, 1, QuerySize)), attention.Prepare(tape, batch));
        Assert.Equal([0f, 0f], output.Context.Values[ValueSize..].ToArray());
        Assert.Equal(1f, output.Weights.Values[..Steps].ToArray().Sum(), 1e-6);
    }

    [Fact]
    public void Dot_attention_has_the_values_and_gradients_of_its_reference()
    {
        var attention = new MultiplicativeAttention(DotSize, DotSize, new RandomSource(1), isGeneral: false);
        Assert.Empty(attention.Parameters());
        new GradientCheck().WithInput(new Shape(Batch, Queries, DotSize)).WithInput(new Shape(Steps, Batch, DotSize)).Run(
            (tape, inputs) => attention.Run(tape, inputs[0], attention.Prepare(tape, new SequenceBatch(inputs[1], Lengths))).Context,
            inputs => [.. Enumerable.Range(0, Batch * Queries).SelectMany(number => AttentionReference.Context(
                inputs[0].AsSpan(number * DotSize, DotSize).ToArray(),
                [.. Enumerable.Range(0, Lengths[number / Queries]).Select(step => inputs[1].AsSpan(((step * Batch) + (number / Queries)) * DotSize, DotSize).ToArray())],
                (query, value, _) => query.Zip(value, (left, right) => left * right).Sum()))]);
    }

    [Fact]
    public void Dot_attention_refuses_queries_of_another_width_than_values()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new MultiplicativeAttention(3, 2, new RandomSource(1), isGeneral: false));
        Assert.Contains("equally wide", refusal.Message, StringComparison.Ordinal);
    }

    private static SequenceAttention Create(string kind)
    {
        SequenceAttention attention = kind == "general"
            ? new MultiplicativeAttention(QuerySize, ValueSize, new RandomSource(1), hasCoverage: true)
            : new AdditiveAttention(QuerySize, ValueSize, Units, new RandomSource(1), hasCoverage: true);

        // What starts at zero would hide mistakes.
        foreach ((string name, Parameter parameter) in attention.Parameters())
            SampleTensors.Normal(name, parameter.Shape, 0.5).Values.CopyTo(parameter.BeginUpdate());
        return attention;
    }

    private static AttentionOutput Look(Tape tape, SequenceAttention attention, Tensor queries, float[] values, int steps) =>
        attention.Run(tape, queries, attention.Prepare(tape, new SequenceBatch(Tensor.FromValues(values, new Shape(steps, Batch, ValueSize)), Lengths)));

    private static double[] Reference(string kind, double[][] inputs, double[][] parameters)
    {
        var result = new List<double>();
        for (int row = 0; row < Batch; row++)
        {
            double[][] values = [.. Enumerable.Range(0, Lengths[row]).Select(step => inputs[1].AsSpan(((step * Batch) + row) * ValueSize, ValueSize).ToArray())];
            for (int query = 0; query < Queries; query++)
            {
                int number = (row * Queries) + query;
                double[] asked = inputs[0].AsSpan(number * QuerySize, QuerySize).ToArray();
                result.AddRange(AttentionReference.Context(asked, values, (one, value, step) =>
                {
                    double covered = inputs[2][(number * Steps) + step];
                    return kind == "general"
                        ? AttentionReference.General(one, value, parameters[0], covered * parameters[1][0])
                        : AttentionReference.Additive(one, value, parameters, covered);
                }));
            }
        }

        return [.. result];
    }

    private static double Difference(string kind, double[][] inputs, double[][] parameters, int index, int element)
    {
        const double Step = 1e-5;
        double[][] varied = [.. parameters.Select(one => (double[])one.Clone())];
        varied[index][element] = parameters[index][element] + Step;
        double above = Reference(kind, inputs, varied).Sum();
        varied[index][element] = parameters[index][element] - Step;
        return (above - Reference(kind, inputs, varied).Sum()) / (2 * Step);
    }
}
