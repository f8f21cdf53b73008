using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class LinearSkipOpTests
{
    [Theory]
    [InlineData(3, 4)]
    [InlineData(5, 37)]
    public void LinearSkip_and_its_gradients_match_the_formula(int inputs, int outputs)
    {
        const int rows = 6;
        new GradientCheck().WithInput(new Shape(2, 3, inputs)).WithInput(new Shape(outputs, inputs)).WithInput(new Shape(2, 3, outputs)).WithInput(new Shape(outputs)).Run(
            static (tape, given) => tape.LinearSkip(given[0], given[1], given[2], given[3]),
            given => [.. Enumerable.Range(0, rows * outputs).Select(place => Value(given, place / outputs, place % outputs, inputs))]);

        static double Value(double[][] given, int row, int column, int inputs)
        {
            int outputs = given[3].Length;
            double product = Enumerable.Range(0, inputs).Sum(index => given[0][(row * inputs) + index] * given[1][(column * inputs) + index]);
            return product + (given[3][column] * given[2][(row * outputs) + column]);
        }
    }

    [Fact]
    public void LinearSkip_adds_both_gradients_when_its_operands_are_the_same_tensor()
    {
        new GradientCheck().WithInput(new Shape(4, 4)).WithInput(new Shape(4)).Run(
            static (tape, given) => tape.LinearSkip(given[0], given[0], given[0], given[1]),
            static given =>
            [
                .. Enumerable.Range(0, 16).Select(place =>
                    Enumerable.Range(0, 4).Sum(index => given[0][(place / 4 * 4) + index] * given[0][(place % 4 * 4) + index]) + (given[1][place % 4] * given[0][place])),
            ]);
    }

    [Fact]
    public void LinearSkip_and_its_gradients_have_the_same_bits_on_any_number_of_threads()
    {
        float[][] one = Run(threads: 1), three = Run(threads: 3);
        Assert.All(one.Zip(three), static pair => Assert.Equal(pair.First, pair.Second));

        static float[][] Run(int threads)
        {
            const int rows = 1100, inputs = 20, outputs = 270;
            Tensor input = SampleTensors.Variable("input", new Shape(rows, inputs)), weight = SampleTensors.Variable("weight", new Shape(outputs, inputs));
            Tensor skipped = SampleTensors.Variable("skipped", new Shape(rows, outputs)), skip = SampleTensors.Variable("skip", new Shape(outputs));
            Tape tape = Tape.ForGradients(threads);
            Tensor output = tape.LinearSkip(input, weight, skipped, skip);
            tape.Backward(output, SampleTensors.Normal("upstream", output.Shape).Values);
            return [output.Values.ToArray(), input.Gradient.ToArray(), weight.Gradient.ToArray(), skipped.Gradient.ToArray(), skip.Gradient.ToArray()];
        }
    }

    [Fact]
    public void LinearSkip_names_the_shapes_that_do_not_fit()
    {
        Tape tape = Tape.ForInference(threads: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => tape.LinearSkip(Tensor.Zeros(new Shape(2, 3)), Tensor.Zeros(new Shape(4, 3)), Tensor.Zeros(new Shape(2, 5)), Tensor.Zeros(new Shape(4))));
        Assert.Contains("[2, 5]", error.Message, StringComparison.Ordinal);
    }
}
