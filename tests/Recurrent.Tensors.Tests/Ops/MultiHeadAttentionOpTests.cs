using System.Collections.Immutable;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class MultiHeadAttentionOpTests
{
    private const int Rows = 2;
    private const int Heads = 2;
    private const int Width = 3;

    [Theory]
    [InlineData(5, 5, false, 0, 0)]
    [InlineData(5, 5, true, 0, 0)]
    [InlineData(6, 6, true, 3, 0)]
    [InlineData(6, 6, false, 2, 0)]
    [InlineData(4, 7, true, 0, 3)]
    [InlineData(4, 7, true, 3, 3)]
    [InlineData(3, 8, false, 0, 0)]
    [InlineData(1, 1, true, 1, 0)]
    public void Attention_is_the_softmax_of_the_scores_times_the_values(int queries, int keys, bool isCausal, int window, int offset) =>
        Check(queries, keys, new AttentionPattern { Heads = Heads, IsCausal = isCausal, Window = window, Offset = offset });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Attention_leaves_the_padding_out(bool isCausal) => Check(5, 7, new AttentionPattern
    {
        Heads = Heads,
        IsCausal = isCausal,
        Offset = 2,
        QueryLengths = [3, 5],
        KeyStarts = [2, 1],
        KeyEnds = [5, 7],
    });

    [Theory]
    [InlineData(true, 2)]
    [InlineData(true, 3)]
    [InlineData(true, 9)]
    [InlineData(false, 5)]
    public void Attention_adds_a_bias_by_head_and_clipped_distance(bool isCausal, int entries) =>
        Check(5, 7, new AttentionPattern { Heads = Heads, IsCausal = isCausal, Offset = 2, KeyStarts = [0, 1] }, entries);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 150)]
    [InlineData(false, 40)]
    public void Attention_over_many_tiles_is_that_of_one_matrix(bool isCausal, int window)
    {
        const int Time = 600, Offset = 40;
        var pattern = new AttentionPattern { Heads = 1, IsCausal = isCausal, Window = window, Offset = Offset, QueryLengths = [Time, 333], KeyEnds = [Time + Offset, 333 + Offset] };
        AttentionReference reference = ReferenceOf(Time, Time + Offset, pattern, heads: 1, entries: 5);
        var tape = Tape.ForGradients(threads: 1);
        Tensor[] inputs = Inputs(Time, Time + Offset, heads: 1, entries: 5);
        Tensor output = tape.MultiHeadAttention(inputs[0], inputs[1], inputs[2], pattern, inputs[3]);
        Close.Absolute("output", [.. reference.Run(Doubles(inputs[0]), Doubles(inputs[1]), Doubles(inputs[2]), Doubles(inputs[3])).Select(value => (float)value)], output.Values, tolerance: 2e-6);

        // The derivative along a direction, whose central difference the plain loop gives in double.
        Tensor upstream = SampleTensors.Normal("upstream", output.Shape);
        tape.Backward(output, upstream.Values);
        const double Step = 1e-4;
        for (int moved = 0; moved < inputs.Length; moved++)
        {
            double[] direction = Doubles(SampleTensors.Normal($"direction {moved}", inputs[moved].Shape));
            double difference = (Loss(moved, direction, Step) - Loss(moved, direction, -Step)) / (2 * Step);
            double gradient = direction.Zip(inputs[moved].Gradient.ToArray(), (left, right) => left * right).Sum();
            Assert.Equal(difference, gradient, Math.Abs(difference) * 1e-4);
        }

        double Loss(int moved, double[] direction, double step)
        {
            double[][] values = [.. inputs.Select(Doubles)];
            values[moved] = [.. values[moved].Zip(direction, (value, delta) => value + (step * delta))];
            return reference.Run(values[0], values[1], values[2], values[3]).Zip(Doubles(upstream), (left, right) => left * right).Sum();
        }
    }

    [Fact]
    public void What_is_not_valid_never_matters()
    {
        var pattern = new AttentionPattern { Heads = Heads, IsCausal = true, Offset = 1, QueryLengths = [2, 0], KeyStarts = [1, 0], KeyEnds = [3, 0] };
        Tensor[] clean = Inputs(4, 5, Heads, entries: 2), spoilt = Inputs(4, 5, Heads, entries: 2);
        Spoil(spoilt[0], (step, row) => step >= pattern.QueryLengths[row]);
        Spoil(spoilt[1], (step, row) => step < pattern.KeyStarts[row] || step >= pattern.KeyEnds[row]);
        Spoil(spoilt[2], (step, row) => step < pattern.KeyStarts[row] || step >= pattern.KeyEnds[row]);
        float[] upstream = [.. Enumerable.Range(0, clean[0].Shape.Length).Select(index => index / Heads / Width / Rows < 2 && index / Heads / Width % Rows == 0 ? 1f + index : float.NaN)];
        float[][] expected = Run(clean), actual = Run(spoilt);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index]);
            Assert.DoesNotContain(float.NaN, actual[index]);
        }

        float[][] Run(Tensor[] inputs)
        {
            var tape = Tape.ForGradients(threads: 1);
            Tensor output = tape.MultiHeadAttention(inputs[0], inputs[1], inputs[2], pattern, inputs[3]);
            tape.Backward(output, upstream);
            return [output.Values.ToArray(), .. inputs.Select(input => input.Gradient.ToArray())];
        }
    }

    [Theory]
    [InlineData(5, 0, 3, float.NaN)]
    [InlineData(300, 0, 150, float.NaN)]
    [InlineData(300, 0, 299, float.PositiveInfinity)]
    [InlineData(40, 4, 5, float.NaN)]
    public void Numbers_that_are_not_finite_reach_only_queries_that_see_them(int time, int window, int first, float poison)
    {
        var pattern = new AttentionPattern { Heads = Heads, IsCausal = true, Window = window };
        int end = window == 0 ? time : first + 1;
        Tensor[] clean = Inputs(time, time, Heads, entries: 2), spoilt = Inputs(time, time, Heads, entries: 2);
        Spoil(spoilt[1], (step, _) => step >= first && step < end, poison);
        Spoil(spoilt[2], (step, _) => step >= first && step < end, poison);
        int features = Rows * Heads * Width, last = window == 0 ? time : end + window - 1;
        float[] upstream = [.. Enumerable.Range(0, clean[0].Shape.Length).Select(index => index / features < first || index / features >= last ? 1f + (index % 7) : 0f)];
        (float[] output, float[] gradient) = Run(clean);
        (float[] actualOutput, float[] actualGradient) = Run(spoilt);
        for (int step = 0; step < time; step++)
        {
            Range own = (step * features)..((step + 1) * features);
            if (step >= first && step < last)
            {
                Assert.All(actualOutput[own], value => Assert.False(float.IsFinite(value)));
                continue;
            }

            Assert.Equal(output[own], actualOutput[own]);
            Assert.Equal(gradient[own], actualGradient[own]);
        }

        (float[] Output, float[] QueryGradient) Run(Tensor[] inputs)
        {
            var tape = Tape.ForGradients(threads: 1);
            Tensor result = tape.MultiHeadAttention(inputs[0], inputs[1], inputs[2], pattern, inputs[3]);
            tape.Backward(result, upstream);
            return (result.Values.ToArray(), inputs[0].Gradient.ToArray());
        }
    }

    [Fact]
    public void Two_threads_give_the_same_bits()
    {
        var pattern = new AttentionPattern { Heads = 3, IsCausal = true, Window = 200, QueryLengths = [300, 211], KeyEnds = [300, 211] };
        Assert.Equal(Run(1), Run(2));

        float[] Run(int threads)
        {
            var tape = Tape.ForGradients(threads);
            Tensor[] inputs = Inputs(300, 300, heads: 3, entries: 16);
            Tensor output = tape.MultiHeadAttention(inputs[0], inputs[1], inputs[2], pattern, inputs[3]);
            tape.Backward(output, SampleTensors.Normal("upstream", output.Shape).Values);
            return [.. output.Values, .. inputs.SelectMany(input => input.Gradient.ToArray())];
        }
    }

    [Fact]
    public void Memory_grows_with_the_length_and_not_with_its_square()
    {
        long one = FloatsAfterAStep(512), two = FloatsAfterAStep(1024), four = FloatsAfterAStep(2048);
        Assert.True(four - two <= 2.5 * (two - one), $"{one}, {two} and {four} floats for 512, 1,024 and 2,048 steps");
        Assert.True(four < 2048 * 2048, $"{four} floats for 2,048 steps");

        static long FloatsAfterAStep(int time)
        {
            var tape = Tape.ForGradients(threads: 1);
            Tensor input = tape.Scale(SampleTensors.Variable("input", new Shape(time, 1, 16)), 1f);
            Tensor output = tape.MultiHeadAttention(input, input, input, new AttentionPattern { Heads = 2, IsCausal = true });
            tape.Backward(output, new float[output.Shape.Length]);
            tape.Reset();
            Assert.Equal(0, tape.OpenBuffers);
            return tape.PooledFloats;
        }
    }

    [Fact]
    public void No_query_and_no_key_are_legal()
    {
        var tape = Tape.ForGradients(threads: 1);
        var pattern = new AttentionPattern { Heads = 2 };
        Tensor query = SampleTensors.Variable("query", new Shape(3, 2, 4)), none = SampleTensors.Variable("none", new Shape(0, 2, 4));
        Tensor output = tape.MultiHeadAttention(query, none, none, pattern);
        Assert.False(output.Values.ContainsAnyExcept(0f));
        Assert.Equal(new Shape(0, 2, 4), tape.MultiHeadAttention(none, query, query, pattern).Shape);
        tape.Backward(output, SampleTensors.Normal("upstream", output.Shape).Values);
        Assert.False(query.Gradient.ContainsAnyExcept(0f));
    }

    [Fact]
    public void Errors_name_what_came()
    {
        var tape = Tape.ForInference(threads: 1);
        Tensor query = Tensor.Zeros(new Shape(3, 2, 4)), key = Tensor.Zeros(new Shape(5, 2, 6));
        var pattern = new AttentionPattern { Heads = 2 };
        Assert.Contains("[5, 2, 6]", Assert.Throws<ArgumentException>(() => tape.MultiHeadAttention(query, key, key, pattern)).Message, StringComparison.Ordinal);
        Assert.Contains("3 heads", Assert.Throws<ArgumentException>(() => tape.MultiHeadAttention(query, query, query, pattern with { Heads = 3 })).Message, StringComparison.Ordinal);
        Assert.Contains("[3, 4]", Assert.Throws<ArgumentException>(() => tape.MultiHeadAttention(query, query, query, pattern with { KeyEnds = [3, 4] })).Message, StringComparison.Ordinal);
        Assert.Contains("[2, 4]", Assert.Throws<ArgumentException>(() => tape.MultiHeadAttention(query, query, query, pattern, Tensor.Zeros(new Shape(2, 4)))).Message, StringComparison.Ordinal);
    }

    private static void Check(int queries, int keys, AttentionPattern pattern, int entries = 0)
    {
        AttentionReference reference = ReferenceOf(queries, keys, pattern, Heads, entries);
        int features = Heads * Width;
        new GradientCheck().WithInput(new Shape(queries, Rows, features)).WithInput(new Shape(keys, Rows, features)).WithInput(new Shape(keys, Rows, features))
            .WithInput(new Shape(Heads, entries)).Run(
                (tape, inputs) => tape.MultiHeadAttention(inputs[0], inputs[1], inputs[2], pattern, entries == 0 ? null : inputs[3]),
                inputs => reference.Run(inputs[0], inputs[1], inputs[2], inputs[3]));
    }

    private static AttentionReference ReferenceOf(int queries, int keys, AttentionPattern pattern, int heads, int entries)
    {
        return new AttentionReference(queries, keys, Rows, heads, Width) { Sees = Sees, Bias = (bias, head, step, key) => entries == 0 ? 0 : bias[(head * entries) + Entry(step, key)] };

        bool Sees(int row, int step, int key)
        {
            int place = step + pattern.Offset;
            return step < Of(pattern.QueryLengths, row, queries) && key >= Of(pattern.KeyStarts, row, 0) && key < Of(pattern.KeyEnds, row, keys)
                && (!pattern.IsCausal || key <= place) && (pattern.Window == 0 || Math.Abs(place - key) < pattern.Window);
        }

        int Entry(int step, int key)
        {
            int distance = step + pattern.Offset - key, most = pattern.IsCausal ? entries - 1 : entries / 2;
            return pattern.IsCausal ? Math.Clamp(distance, 0, most) : Math.Clamp(distance, -most, most) + most;
        }

        static int Of(ImmutableArray<int> numbers, int row, int otherwise) => numbers.IsDefault ? otherwise : numbers[row];
    }

    private static Tensor[] Inputs(int queries, int keys, int heads, int entries) =>
    [
        SampleTensors.Variable("query", new Shape(queries, Rows, heads * Width)),
        SampleTensors.Variable("key", new Shape(keys, Rows, heads * Width)),
        SampleTensors.Variable("value", new Shape(keys, Rows, heads * Width)),
        SampleTensors.Variable("bias", new Shape(heads, entries)),
    ];

    private static void Spoil(Tensor tensor, Func<int, int, bool> isSpoilt, float poison = float.NaN)
    {
        Span<float> values = tensor.Writable;
        for (int index = 0; index < values.Length; index++)
        {
            if (isSpoilt(index / (Rows * Heads * Width), index / (Heads * Width) % Rows))
            {
                values[index] = poison;
            }
        }
    }

    private static double[] Doubles(Tensor tensor) => [.. tensor.Values.ToArray().Select(value => (double)value)];
}
