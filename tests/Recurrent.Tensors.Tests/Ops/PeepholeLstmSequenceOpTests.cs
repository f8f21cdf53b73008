using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class PeepholeLstmSequenceOpTests
{
    [Theory]
    [InlineData(1, false, false)]
    [InlineData(5, false, true)]
    [InlineData(5, true, true)]
    [InlineData(19, true, false)]
    public void Peephole_lstm_and_its_gradients_match_the_formulas(int hidden, bool isReverse, bool hasLengths)
    {
        const int time = 4, batch = 3;
        int[] lengths = hasLengths ? [3, 0, 4] : [time, time, time];
        new GradientCheck { GradientTolerance = 4e-5, ValueTolerance = 4e-6 }
            .WithInput(new Shape(time, batch, 4 * hidden)).WithInput(new Shape(4 * hidden, hidden), scale: 0.3).WithInput(new Shape(3, hidden))
            .WithInput(new Shape(batch, hidden), scale: 0.5).WithInput(new Shape(batch, hidden))
            .Run(
                (tape, inputs) => Joined(tape, tape.PeepholeLstmSequence(
                    new SequenceBatch(inputs[0], hasLengths ? [.. lengths] : default), inputs[1], inputs[2], inputs[3], inputs[4], isReverse ? SequenceDirection.Reverse : SequenceDirection.Forward)),
                inputs => Reference(inputs, new Sizes(time, batch, hidden), lengths, isReverse));
    }

    [Fact]
    public void Peephole_lstm_names_the_shapes_that_do_not_fit()
    {
        var sums = new SequenceBatch(Tensor.Zeros(new Shape(3, 2, 8)));
        string message = Assert.Throws<ArgumentException>(() => Tape.ForInference(threads: 1).PeepholeLstmSequence(sums, Tensor.Zeros(new Shape(8, 2)), Tensor.Zeros(new Shape(2, 2)))).Message;
        Assert.Contains("[3, 2, 8], recurrent [8, 2], peepholes [2, 2]", message, StringComparison.Ordinal);
    }

    private static Tensor Joined(Tape tape, LstmSequenceResult result)
    {
        var state = new Shape(1, result.Hidden.Shape[0], result.Hidden.Shape[1]);
        return tape.Concat(0, result.Outputs, result.Hidden.Reshape(state), result.Cell.Reshape(state));
    }

    private static double[] Reference(double[][] inputs, Sizes sizes, int[] lengths, bool isReverse)
    {
        (int time, int batch, int hidden) = sizes;
        var result = new double[(time + 2) * batch * hidden];
        for (int row = 0; row < batch; row++)
        {
            double[] h = inputs[3][(row * hidden)..((row + 1) * hidden)], c = inputs[4][(row * hidden)..((row + 1) * hidden)];
            for (int count = 0; count < lengths[row]; count++)
            {
                int cell = ((isReverse ? lengths[row] - 1 - count : count) * batch) + row;
                double[] old = h;
                h = new double[hidden];
                for (int lane = 0; lane < hidden; lane++)
                {
                    double before = c[lane];
                    double input = Sigmoid(Sum(0) + (inputs[2][lane] * before)), forget = Sigmoid(Sum(1) + (inputs[2][hidden + lane] * before));
                    c[lane] = (forget * before) + (input * Math.Tanh(Sum(2)));
                    h[lane] = Sigmoid(Sum(3) + (inputs[2][(2 * hidden) + lane] * c[lane])) * Math.Tanh(c[lane]);
                    result[(cell * hidden) + lane] = h[lane];

                    double Sum(int gate) => inputs[0][(((cell * 4) + gate) * hidden) + lane]
                        + Enumerable.Range(0, hidden).Sum(index => inputs[1][(((gate * hidden) + lane) * hidden) + index] * old[index]);
                }
            }

            h.CopyTo(result, ((time * batch) + row) * hidden);
            c.CopyTo(result, (((time + 1) * batch) + row) * hidden);
        }

        return result;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private sealed record Sizes(int Time, int Batch, int Hidden);
}
