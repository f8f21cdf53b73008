using System.Numerics;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class LruScanOpTests
{
    [Theory]
    [InlineData(1, false, false)]
    [InlineData(5, false, true)]
    [InlineData(5, true, true)]
    [InlineData(37, true, false)]
    public void Linear_recurrent_unit_and_its_gradients_match_complex_numbers(int states, bool isReverse, bool hasLengths)
    {
        const int time = 7, batch = 3;
        int[] lengths = hasLengths ? [4, 0, 7] : [time, time, time];
        new GradientCheck { GradientTolerance = 4e-5, ValueTolerance = 4e-6 }
            .WithInput(new Shape(time, batch, 2 * states)).WithInput(new Shape(batch, 2 * states)).WithInput(new Shape(3 * states), scale: 0.5, shift: -1)
            .Run(
                (tape, inputs) => Joined(tape, tape.LruScan(
                    hasLengths ? new SequenceBatch(inputs[0], [.. lengths]) : new SequenceBatch(inputs[0]), inputs[2], inputs[1], isReverse ? SequenceDirection.Reverse : SequenceDirection.Forward)),
                inputs => Reference(inputs, new Sizes(time, batch, states), lengths, isReverse));
    }

    [Fact]
    public void Linear_recurrent_unit_has_the_same_bits_on_any_number_of_threads()
    {
        var (one, three) = (Run(threads: 1), Run(threads: 3));
        Assert.All(one.Zip(three), static pair => Assert.Equal(pair.First, pair.Second));

        static float[][] Run(int threads)
        {
            const int time = 40, batch = 3, states = 300;
            Tensor input = SampleTensors.Variable("input", new Shape(time, batch, 2 * states)), initial = SampleTensors.Variable("initial", new Shape(batch, 2 * states));
            Tensor weights = SampleTensors.Variable("weights", new Shape(3 * states), 0.5);
            Tape tape = Tape.ForGradients(threads);
            Tensor output = Joined(tape, tape.LruScan(new SequenceBatch(input, [40, 7, 33]), weights, initial));
            tape.Backward(output, SampleTensors.Normal("upstream", output.Shape).Values);
            return [output.Values.ToArray(), input.Gradient.ToArray(), initial.Gradient.ToArray(), weights.Gradient.ToArray()];
        }
    }

    [Fact]
    public void Linear_recurrent_unit_forgets_within_the_unit_circle_whatever_the_weights()
    {
        Tensor weights = Tensor.FromValues([-20, 3, 0], new Shape(3)), initial = Tensor.FromValues([1, 0], new Shape(1, 2));
        Tensor last = Tape.ForInference(threads: 1).LruScan(new SequenceBatch(Tensor.Zeros(new Shape(10_000, 1, 2))), weights, initial).Hidden;
        Assert.InRange(Math.Sqrt(last.Values.ToArray().Sum(static value => (double)value * value)), 0.99, 1.001);
    }

    [Fact]
    public void Linear_recurrent_unit_names_the_shapes_that_do_not_fit()
    {
        string message = Assert.Throws<ArgumentException>(() => Tape.ForInference(threads: 1).LruScan(new SequenceBatch(Tensor.Zeros(new Shape(3, 2, 8))), Tensor.Zeros(new Shape(9)))).Message;
        Assert.Contains("[3, 2, 8], weights [9]", message, StringComparison.Ordinal);
    }

    private static Tensor Joined(Tape tape, RecurrentSequenceResult result) =>
        tape.Concat(0, result.Outputs, result.Hidden.Reshape(new Shape(1, result.Hidden.Shape[0], result.Hidden.Shape[1])));

    private static double[] Reference(double[][] inputs, Sizes sizes, int[] lengths, bool isReverse)
    {
        (int time, int batch, int states) = sizes;
        var result = new double[(time + 1) * batch * 2 * states];
        for (int row = 0; row < batch; row++)
        {
            for (int lane = 0; lane < states; lane++)
            {
                Complex lambda = Complex.Exp(new Complex(-Math.Exp(inputs[2][lane]), Math.Exp(inputs[2][states + lane])));
                double gamma = Math.Exp(inputs[2][(2 * states) + lane]);
                Complex state = At(inputs[1], row, lane);
                for (int count = 0; count < lengths[row]; count++)
                {
                    int cell = ((isReverse ? lengths[row] - 1 - count : count) * batch) + row;
                    state = (lambda * state) + (gamma * At(inputs[0], cell, lane));
                    Put(cell, lane, state);
                }

                Put((time * batch) + row, lane, state);
            }
        }

        return result;

        Complex At(double[] values, int cell, int lane) => new(values[(2 * cell * states) + lane], values[(((2 * cell) + 1) * states) + lane]);

        void Put(int cell, int lane, Complex value) => (result[(2 * cell * states) + lane], result[(((2 * cell) + 1) * states) + lane]) = (value.Real, value.Imaginary);
    }

    private sealed record Sizes(int Time, int Batch, int States);
}
