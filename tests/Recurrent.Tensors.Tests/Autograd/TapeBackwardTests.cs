using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Tensors.Tests.Autograd;

public sealed class TapeBackwardTests
{
    [Fact]
    public void Backward_twice_throws()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor loss = tape.Square(Tensor.Variable([1f], new Shape(1)));
        tape.Backward(loss);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(loss));
    }

    [Fact]
    public void Backward_of_more_than_one_number_says_what_to_do()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor output = tape.Square(Tensor.Variable([1f, 2f], new Shape(2)));
        ArgumentException error = Assert.Throws<ArgumentException>(() => tape.Backward(output));
        Assert.Contains("Sum or Mean", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => tape.Backward(output, [1f]));
    }

    [Fact]
    public void Inference_records_nothing()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor output = tape.Square(new Parameter([1f], new Shape(1)));
        Assert.False(output.RequiresGradient);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(output));
    }

    [Fact]
    public void Backward_of_a_loss_without_parameters_throws()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(tape.Square(Tensor.FromValues([1f], new Shape(1)))));
    }

    [Fact]
    public void A_second_pass_through_results_from_before_the_first_throws()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        var weight = new Parameter([2f], new Shape(1));
        Tensor shared = tape.Square(weight);
        tape.Backward(tape.Scale(shared, 3f));
        Tensor second = tape.Scale(shared.Reshape(default), 5f);
        Assert.Contains("before the last backward pass", Assert.Throws<InvalidOperationException>(() => tape.Backward(second)).Message, StringComparison.Ordinal);
        tape.Reset();
        weight.ZeroGradient();
        tape.Backward(tape.Square(weight));
        tape.Backward(tape.Square(weight));
        Assert.Equal([8f], weight.Gradient.ToArray());
    }

    [Fact]
    public void A_gradient_that_arrives_at_a_result_of_another_tape_throws()
    {
        var weight = new Parameter([2f], new Shape(1));
        Tape first = Tape.ForGradients(threads: 1), second = Tape.ForGradients(threads: 1);
        Tensor foreign = first.Square(weight);
        Tensor loss = second.Scale(foreign, 3f);
        Assert.Contains("another tape", Assert.Throws<InvalidOperationException>(() => second.Backward(loss)).Message, StringComparison.Ordinal);
        second.Reset();
        second.Square(weight);
        Assert.Contains("another tape", Assert.Throws<InvalidOperationException>(() => second.Backward(foreign)).Message, StringComparison.Ordinal);
        var unused = Tape.ForGradients(threads: 1);
        Assert.Contains("another tape", Assert.Throws<InvalidOperationException>(() => unused.Backward(foreign)).Message, StringComparison.Ordinal);
    }
}
