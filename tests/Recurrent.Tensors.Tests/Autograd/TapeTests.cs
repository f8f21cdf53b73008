using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Autograd;

public sealed class TapeTests
{
    [Fact]
    public void Views_share_values_and_gradient_with_their_source()
    {
        new GradientCheck().WithInput(new Shape(3, 2, 4)).Run(
            (tape, inputs) => tape.Add(
                tape.Multiply(inputs[0].At(1), inputs[0].Slice(1, 2).At(1)),
                tape.Square(inputs[0].Reshape(new Shape(6, 4)).Slice(1, 2))),
            inputs => [.. Enumerable.Range(0, 8).Select(index => (inputs[0][8 + index] * inputs[0][16 + index]) + Math.Pow(inputs[0][4 + index], 2))]);
    }

    [Fact]
    public void Views_of_an_intermediate_share_its_gradient()
    {
        new GradientCheck().WithInput(new Shape(3, 4)).Run(
            (tape, inputs) =>
            {
                Tensor doubled = tape.Scale(inputs[0], 2f);
                return tape.Multiply(doubled.At(0), doubled.At(2));
            },
            inputs => [.. Enumerable.Range(0, 4).Select(index => 4 * inputs[0][index] * inputs[0][8 + index])]);
    }

    [Fact]
    public void Detach_outlives_the_step_and_carries_no_gradient()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor x = Tensor.Variable([3f], new Shape(1));
        Tensor detached = tape.Square(x).Detach();
        Tensor loss = tape.Multiply(x, detached);
        tape.Backward(loss);
        tape.Reset();
        Assert.False(detached.RequiresGradient);
        Assert.Equal(9f, detached.ToScalar());
        Assert.Equal([9f], x.Gradient.ToArray());
    }

    [Fact]
    public void Reset_keeps_the_gradients_of_parameters_and_variables_and_later_passes_add()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        var parameter = new Parameter([2f], new Shape(1));
        Tensor variable = Tensor.Variable([5f], new Shape(1));
        for (int pass = 1; pass <= 2; pass++)
        {
            tape.Backward(tape.Multiply(parameter, variable));
            tape.Reset();
            Assert.Equal([5f * pass], parameter.Gradient.ToArray());
            Assert.Equal([2f * pass], variable.Gradient.ToArray());
        }

        parameter.ZeroGradient();
        Assert.Equal([0f], parameter.Gradient.ToArray());
    }

    [Fact]
    public void Zeroed_gradient_reads_as_zero_until_a_pass_replaces_it()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        var weight = new Parameter([2f, 3f, 4f, 5f], new Shape(2, 2));
        Tensor row = Tensor.FromValues([1f, 10f], new Shape(1, 2));
        void Pass(Tensor used) => tape.Backward(tape.Sum(used));
        Pass(tape.MatMul(row, weight));
        tape.Reset();
        Assert.Equal([1f, 1f, 10f, 10f], weight.Gradient.ToArray());

        weight.MutableGradient.Fill(float.NaN);
        weight.ZeroGradient();
        Pass(tape.MatMul(row, weight));
        Assert.Equal([1f, 1f, 10f, 10f], weight.Gradient.ToArray());
        Pass(tape.MatMul(row, weight));
        tape.Reset();
        Assert.Equal([2f, 2f, 20f, 20f], weight.Gradient.ToArray());

        weight.MutableGradient.Fill(float.NaN);
        weight.ZeroGradient();
        Assert.Equal([0f, 0f, 0f, 0f], weight.MutableGradient.ToArray());
        weight.MutableGradient.Fill(float.NaN);
        weight.ZeroGradient();
        Assert.Equal([0f, 0f], weight.At(1).Gradient.ToArray());
    }

    [Fact]
    public void Zeroed_gradient_stays_zero_outside_the_view_that_was_used()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        var weight = new Parameter([2f, 3f, 4f, 5f], new Shape(2, 2));
        weight.MutableGradient.Fill(float.NaN);
        weight.ZeroGradient();
        tape.Backward(tape.Sum(tape.Square(weight.At(1))));
        Assert.Equal([0f, 0f, 8f, 10f], weight.Gradient.ToArray());
        weight.ZeroGradient();
        weight.MutableGradient[0] = 7;
        tape.Backward(tape.Sum(tape.Square(weight)));
        Assert.Equal([11f, 6f, 8f, 10f], weight.Gradient.ToArray());
    }

    [Fact]
    public void Gradient_is_empty_where_none_arrived()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor used = Tensor.Variable([1f], new Shape(1));
        Tensor unused = Tensor.Variable([1f], new Shape(1));
        Tensor aside = tape.Square(unused);
        tape.Backward(tape.Square(used));
        Assert.Equal([2f], used.Gradient.ToArray());
        Assert.True(unused.Gradient.IsEmpty);
        Assert.True(aside.Gradient.IsEmpty);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void A_number_of_threads_out_of_range_is_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tape.ForInference(threads));
}
