using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class AdditiveScoresOpTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 3, 4, 5)]
    [InlineData(3, 2, 5, 33)]
    [InlineData(1, 2, 2, 300)]
    public void Additive_scores_and_their_gradients_match_the_formula(int batch, int queries, int keys, int units)
    {
        var plain = new GradientCheck().WithInput(new Shape(batch, queries, units)).WithInput(new Shape(batch, keys, units)).WithInput(new Shape(1, units));
        plain.Run((tape, inputs) => tape.AdditiveScores(inputs[0], inputs[1], inputs[2]), inputs => Reference(inputs, queries, keys, units));
        plain.WithInput(new Shape(batch, queries, keys)).WithInput(new Shape(units)).Run(
            (tape, inputs) => tape.AdditiveScores(inputs[0], inputs[1], inputs[2], new AdditiveCoverage(inputs[3], inputs[4])), inputs => Reference(inputs, queries, keys, units));
    }

    [Fact]
    public void Additive_scores_add_both_gradients_when_queries_are_the_keys()
    {
        new GradientCheck().WithInput(new Shape(2, 3, 4)).WithInput(new Shape(1, 4)).Run(
            (tape, inputs) => tape.AdditiveScores(inputs[0], inputs[0], inputs[1]), inputs => Reference([inputs[0], inputs[0], inputs[1]], 3, 3, 4));
    }

    [Fact]
    public void Additive_scores_and_their_gradients_have_the_same_bits_on_two_threads()
    {
        var (one, two) = (Run(threads: 1), Run(threads: 2));
        Assert.All(one.Zip(two), static pair => Assert.Equal(pair.First, pair.Second));

        static float[][] Run(int threads)
        {
            Tensor[] inputs = [.. new[] { new Shape(5, 20, 40), new Shape(5, 30, 40), new Shape(1, 40), new Shape(5, 20, 30), new Shape(40) }
                .Select((shape, index) => Tensor.Variable(SampleTensors.Normal($"input {index}", shape).Values, shape))];
            Tape tape = Tape.ForGradients(threads);
            Tensor output = tape.AdditiveScores(inputs[0], inputs[1], inputs[2], new AdditiveCoverage(inputs[3], inputs[4]));
            tape.Backward(output, SampleTensors.Normal("upstream", output.Shape).Values);
            return [output.Values.ToArray(), .. inputs.Select(static input => input.Gradient.ToArray())];
        }
    }

    [Fact]
    public void Additive_scores_name_the_shapes_that_do_not_fit()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor queries = Tensor.Zeros(new Shape(2, 3, 4)), keys = Tensor.Zeros(new Shape(2, 5, 4)), score = Tensor.Zeros(new Shape(1, 4));
        Refused(() => tape.AdditiveScores(queries, Tensor.Zeros(new Shape(3, 5, 4)), score), "[3, 5, 4]");
        Refused(() => tape.AdditiveScores(queries, keys, Tensor.Zeros(new Shape(1, 3))), "[1, 3]");
        Refused(() => tape.AdditiveScores(queries, keys, score, new AdditiveCoverage(Tensor.Zeros(new Shape(2, 5, 3)), Tensor.Zeros(new Shape(4)))), "[2, 5, 3]");

        static void Refused(Func<Tensor> act, string part) => Assert.Contains(part, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    /// <summary>Σ_a v_a tanh(q_a + k_a + c w_a) for every row, query and key.</summary>
    private static double[] Reference(double[][] inputs, int queries, int keys, int units)
    {
        var result = new double[inputs[0].Length / units * keys];
        for (int number = 0; number < result.Length; number++)
        {
            (int query, int key) = (number / keys, (number / (queries * keys) * keys) + (number % keys));
            for (int unit = 0; unit < units; unit++)
            {
                double inside = inputs[0][(query * units) + unit] + inputs[1][(key * units) + unit];
                if (inputs.Length > 3) inside += inputs[3][number] * inputs[4][unit];
                result[number] += inputs[2][unit] * Math.Tanh(inside);
            }
        }

        return result;
    }
}
