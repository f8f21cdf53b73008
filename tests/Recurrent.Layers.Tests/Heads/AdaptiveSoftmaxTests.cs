using Recurrent.Layers.Heads;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Heads;

public class AdaptiveSoftmaxTests
{
    private static readonly int[] Targets = [0, 3, 4, 9, 19, 2];

    [Fact]
    public void Probabilities_of_all_classes_add_up_to_one()
    {
        AdaptiveSoftmax head = Create();
        Tensor logarithms = head.LogProbabilities(Tape.ForInference(), SampleTensors.Normal("x", new Shape(6, 8)));
        Assert.Equal(new Shape(6, 20), logarithms.Shape);
        for (int row = 0; row < 6; row++)
            Assert.Equal(1, logarithms.Values.Slice(row * 20, 20).ToArray().Sum(one => Math.Exp(one)), 1e-5);
    }

    [Fact]
    public void Loss_and_gradients_are_those_of_the_probabilities()
    {
        AdaptiveSoftmax head = Create();
        Tensor input = SampleTensors.Variable("x", new Shape(6, 8)), same = SampleTensors.Variable("x", new Shape(6, 8));
        Tape tape = Tape.ForGradients();
        Tensor loss = head.Loss(tape, input, Targets);
        tape.Backward(loss);
        float[][] gradients = [input.Gradient.ToArray(), .. head.Parameters().Select(one => one.Parameter.Gradient.ToArray())];

        head.ZeroGradients();
        Tape by = Tape.ForGradients();
        Tensor plain = by.Scale(by.Mean(by.Gather(head.LogProbabilities(by, same), Targets)), -1);
        by.Backward(plain);
        Assert.Equal(plain.ToScalar(), loss.ToScalar(), 1e-5);
        Close.Absolute("input", same.Gradient, gradients[0]);
        foreach (var ((name, parameter), gradient) in head.Parameters().Zip(gradients[1..])) Close.Absolute(name, parameter.Gradient, gradient);
    }

    [Fact]
    public void Parameters_have_the_names_of_PyTorch() => Assert.Equal(
        ["head.weight", "tail.0.0.weight", "tail.0.1.weight", "tail.1.0.weight", "tail.1.1.weight"], Create().Parameters().Select(one => one.Name));

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 5, 5 })]
    [InlineData(new[] { 5, 20 })]
    public void Cutoffs_that_do_not_grow_within_the_classes_are_refused(int[] cutoffs) =>
        Assert.Throws<ArgumentException>(() => new AdaptiveSoftmax(8, 20, cutoffs, new RandomSource(1)));

    private static AdaptiveSoftmax Create() => new(8, 20, [4, 10], new RandomSource(1), reduction: 2);
}
