using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

/// <summary>Softmax, log-softmax, layer normalisation and dropout.</summary>
public sealed class RowOpTests
{
    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 3, 5 })]
    [InlineData(new[] { 2, 2, 17 })]
    public void Softmax_and_its_logarithm_match_their_references(int[] shape)
    {
        var check = new GradientCheck().WithInput(new Shape(shape), scale: 2);
        check.Run((tape, inputs) => tape.Softmax(inputs[0]), inputs => Rows(inputs[0], shape[^1], Probabilities));
        check.Run((tape, inputs) => tape.LogSoftmax(inputs[0]), inputs => Rows(inputs[0], shape[^1], row => [.. Probabilities(row).Select(value => Math.Log(value))]));
    }

    [Fact]
    public void Softmax_spreads_over_the_unmasked_elements_only()
    {
        float[] mask = [1, 0, 1, 0, 0, 0, 1, 1, 1];
        new GradientCheck().WithInput(new Shape(2, 3, 3)).Run(
            (tape, inputs) => tape.Softmax(inputs[0], Tensor.FromValues(mask, new Shape(3, 3))),
            inputs => [.. Rows(inputs[0], 3, row => row).Chunk(3).SelectMany((row, number) =>
            {
                double[] parts = [.. row.Select((score, column) => mask[(number % 3 * 3) + column] * Math.Exp(score))];
                return parts.Select(part => parts.Sum() == 0 ? 0 : part / parts.Sum());
            })]);
    }

    [Fact]
    public void Softmax_survives_extreme_scores()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        float none = float.NegativeInfinity;
        Tensor input = Tensor.Variable([1000f, 999f, -1000f, none, none, none], new Shape(2, 3));
        Tensor output = tape.Softmax(input);
        Assert.Equal([0.7310586f, 0.26894143f, 0f, 0f, 0f, 0f], [.. output.Values.ToArray()], new Tolerance(1e-6f));
        tape.Backward(output, [1f, 0f, 0f, 1f, 1f, 1f]);
        Assert.All(input.Gradient.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Softmax_and_its_logarithm_keep_all_digits_of_scores_near_a_thousand()
    {
        var check = new GradientCheck { ValueTolerance = 2e-7 }.WithInput(new Shape(4, 7), scale: 2, shift: 1000);
        check.Run((tape, inputs) => tape.Softmax(inputs[0]), inputs => Rows(inputs[0], 7, row => Probabilities([.. row.Select(value => value - 1000)])));
        check.Run(
            (tape, inputs) => tape.LogSoftmax(inputs[0]),
            inputs => Rows(inputs[0], 7, row => [.. Probabilities([.. row.Select(value => value - 1000)]).Select(value => Math.Log(value))]));
    }

    [Fact]
    public void Softmax_of_many_rows_has_the_same_bits_on_two_threads()
    {
        var values = new float[64 * 1031];
        new RandomSource(5).Stream("logits").FillNormal(values);
        Tensor input = Tensor.FromValues(values, new Shape(64, 1031));
        Assert.Equal(Tape.ForInference(threads: 1).Softmax(input).Values.ToArray(), Tape.ForInference(threads: 2).Softmax(input).Values.ToArray());
    }

    [Theory]
    [InlineData(new[] { 3, 5 }, true)]
    [InlineData(new[] { 2, 2, 17 }, true)]
    [InlineData(new[] { 4, 8 }, false)]
    public void LayerNorm_matches_its_reference(int[] shape, bool hasAffine)
    {
        int columns = shape[^1];
        new GradientCheck { GradientTolerance = 1e-4 }.WithInput(new Shape(shape), scale: 2, shift: 1).WithInput(new Shape(columns), shift: 1).WithInput(new Shape(columns)).Run(
            (tape, inputs) => hasAffine ? tape.LayerNorm(inputs[0], inputs[1], inputs[2], 1e-3f) : tape.LayerNorm(inputs[0], epsilon: 1e-3f),
            inputs => Rows(inputs[0], columns, row =>
            {
                double mean = row.Average();
                double deviation = Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + 1e-3f);
                return [.. row.Select((value, column) => hasAffine ? (inputs[1][column] * (value - mean) / deviation) + inputs[2][column] : (value - mean) / deviation)];
            }));
    }

    [Theory]
    [InlineData(new[] { 3, 8 })]
    [InlineData(new[] { 2, 3, 70 })]
    public void GatedLinearUnit_matches_its_reference(int[] shape)
    {
        int half = shape[^1] / 2;
        new GradientCheck().WithInput(new Shape(shape), scale: 2).Run(
            (tape, inputs) => tape.GatedLinearUnit(inputs[0]),
            inputs => [.. inputs[0].Chunk(2 * half).SelectMany(row => Enumerable.Range(0, half).Select(index => row[index] / (1 + Math.Exp(-row[half + index]))))]);
    }

    [Fact]
    public void GatedLinearUnit_refuses_an_odd_axis() =>
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => Tape.ForInference(threads: 1).GatedLinearUnit(Tensor.Zeros(new Shape(2, 3)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Elementwise_and_row_ops_have_the_same_bits_on_two_threads()
    {
        var (one, two) = (Run(threads: 1), Run(threads: 2));
        Assert.All(one.Zip(two), static pair => Assert.Equal(pair.First, pair.Second));

        static float[][] Run(int threads)
        {
            Tensor left = SampleTensors.Variable("left", new Shape(2700, 99)), right = SampleTensors.Variable("right", new Shape(2700, 99));
            Tensor vector = SampleTensors.Variable("vector", new Shape(99)), gain = SampleTensors.Variable("gain", new Shape(99)), number = SampleTensors.Variable("number", new Shape(1));
            Tape tape = Tape.ForGradients(threads);
            Tensor sum = tape.Add(tape.Multiply(tape.Gelu(left), right), tape.Multiply(tape.Tanh(right), vector));
            Tensor output = tape.GatedLinearUnit(tape.Concat(-1, tape.LayerNorm(tape.Multiply(sum, number), gain, vector), tape.Divide(left, tape.AddScalar(tape.Exp(right), 1))));
            tape.Backward(output, SampleTensors.Normal("upstream", output.Shape).Values);
            return [output.Values.ToArray(), .. new[] { left, right, vector, gain, number }.Select(static one => one.Gradient.ToArray())];
        }
    }

    [Fact]
    public void LayerNorm_of_a_constant_row_far_from_zero_is_beta()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor input = Tensor.FromValues([1e6f, 1e6f, 1e6f], new Shape(1, 3));
        Assert.Equal([1f, 2f, 3f], tape.LayerNorm(input, beta: Tensor.FromValues([1f, 2f, 3f], new Shape(3))).Values.ToArray());
    }

    [Fact]
    public void LayerNorm_refuses_a_gamma_of_another_length()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Assert.Throws<ArgumentException>(() => tape.LayerNorm(Tensor.Zeros(new Shape(2, 3)), Tensor.Zeros(new Shape(2))));
    }

    [Fact]
    public void Dropout_keeps_the_expectation_and_passes_the_gradient_through_its_mask()
    {
        Tape tape = Tape.ForTraining(new RandomSource(7).Stream("dropout"), threads: 1);
        var ones = new float[20_000];
        Array.Fill(ones, 1f);
        Tensor input = Tensor.Variable(ones, new Shape(200, 100));
        Tensor output = tape.Dropout(input, 0.25f);
        Assert.All(output.Values.ToArray(), value => Assert.True(value is 0f or 4f / 3f));
        Assert.InRange(output.Values.ToArray().Average(), 0.98, 1.02);
        tape.Backward(tape.Sum(output));
        Assert.Equal(output.Values.ToArray(), input.Gradient.ToArray());
    }

    [Fact]
    public void Dropout_draws_new_numbers_each_time_and_the_same_from_the_same_stream()
    {
        RandomStream stream = new RandomSource(7).Stream("dropout");
        Tensor input = Tensor.FromValues([.. Enumerable.Repeat(1f, 64)], new Shape(64));
        Tape tape = Tape.ForTraining(stream, threads: 1);
        float[] first = tape.Dropout(input, 0.5f).Values.ToArray();
        float[] second = tape.Dropout(input, 0.5f).Values.ToArray();
        tape.Reset(stream);
        Assert.NotEqual(first, second);
        Assert.Equal(first, tape.Dropout(input, 0.5f).Values.ToArray());
    }

    [Fact]
    public void Dropout_does_nothing_outside_training_or_at_probability_zero()
    {
        Tensor input = Tensor.Zeros(new Shape(3));
        Assert.Same(input, Tape.ForGradients(threads: 1).Dropout(input, 0.5f));
        Assert.Same(input, Tape.ForInference(threads: 1).VariationalDropout(input, 0.5f));
        Assert.Same(input, Tape.ForTraining(default, threads: 1).Dropout(input, 0f));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tape.ForInference(threads: 1).Dropout(input, 1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tape.ForInference(threads: 1).Dropout(input, float.NaN));
    }

    [Fact]
    public void VariationalDropout_uses_one_mask_for_all_steps()
    {
        Tape tape = Tape.ForTraining(new RandomSource(3).Stream("dropout"), threads: 1);
        Tensor input = Tensor.FromValues([.. Enumerable.Repeat(1f, 5 * 4 * 8)], new Shape(5, 4, 8));
        Tensor output = tape.VariationalDropout(input, 0.5f);
        float[] first = output.At(0).Values.ToArray();
        Assert.Contains(0f, first);
        Assert.Contains(2f, first);
        for (int step = 1; step < 5; step++)
        {
            Assert.Equal(first, output.At(step).Values.ToArray());
        }
    }

    [Fact]
    public void Dropout_has_the_same_mask_again_when_the_tape_continues_where_it_was()
    {
        Tape tape = Tape.ForTraining(new RandomSource(3).Stream("dropout"), threads: 1);
        Tensor input = Tensor.FromValues([.. Enumerable.Repeat(1f, 64)], new Shape(64));
        RandomStream before = tape.Random;
        float[] first = tape.Dropout(input, 0.5f).Values.ToArray();
        Assert.NotEqual(first, tape.Dropout(input, 0.5f).Values.ToArray());
        tape.ContinueAt(before);
        Assert.Equal(first, tape.Dropout(input, 0.5f).Values.ToArray());
    }

    private static double[] Rows(double[] values, int columns, Func<double[], double[]> function) => [.. values.Chunk(columns).SelectMany(function)];

    private static double[] Probabilities(double[] row)
    {
        double total = row.Sum(Math.Exp);
        return [.. row.Select(value => Math.Exp(value) / total)];
    }

    private sealed class Tolerance(float allowed) : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => MathF.Abs(x - y) <= allowed;

        public int GetHashCode(float value) => 0;
    }
}
