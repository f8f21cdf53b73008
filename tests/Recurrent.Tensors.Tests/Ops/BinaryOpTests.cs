using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class BinaryOpTests
{
    private static readonly Dictionary<string, (Func<Tape, Tensor, Tensor, Tensor> Op, Func<double, double, double> Reference)> Functions = new()
    {
        ["Add"] = ((tape, a, b) => tape.Add(a, b), (a, b) => a + b),
        ["Subtract"] = ((tape, a, b) => tape.Subtract(a, b), (a, b) => a - b),
        ["Multiply"] = ((tape, a, b) => tape.Multiply(a, b), (a, b) => a * b),
        ["Divide"] = ((tape, a, b) => tape.Divide(a, b), (a, b) => a / b),
        ["Maximum"] = ((tape, a, b) => tape.Maximum(a, b), Math.Max),
        ["Minimum"] = ((tape, a, b) => tape.Minimum(a, b), Math.Min),
    };

    private static readonly (int[] Left, int[] Right)[] Shapes =
    [
        ([3, 5], [3, 5]),
        ([], [4]),
        ([3, 9], [1]),
        ([3, 9], [9]),
        ([9], [3, 9]),
        ([4, 17], [4, 1]),
        ([4, 1], [1, 17]),
        ([2, 3, 4], [3, 1]),
        ([2, 1, 3, 1, 2], [5, 1, 4, 1]),
        ([2, 3, 1, 5], [2, 1, 4, 5]),
        ([1, 1], []),
    ];

    public static TheoryData<string, int[], int[]> Cases()
    {
        var cases = new TheoryData<string, int[], int[]>();
        foreach (string name in Functions.Keys)
        {
            foreach ((int[] left, int[] right) in Shapes)
            {
                cases.Add(name, left, right);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Binary_op_matches_its_reference_with_broadcasting(string name, int[] left, int[] right)
    {
        (Func<Tape, Tensor, Tensor, Tensor> op, Func<double, double, double> reference) = Functions[name];
        new GradientCheck().WithInput(new Shape(left)).WithInput(new Shape(right), scale: 0.25, shift: 1.5).Run(
            (tape, inputs) => op(tape, inputs[0], inputs[1]),
            inputs => Reference.Broadcast(inputs[0], left, inputs[1], right, reference));
    }

    [Fact]
    public void Binary_op_adds_both_gradients_when_its_operands_are_the_same_tensor()
    {
        new GradientCheck().WithInput(new Shape(3, 3)).Run(
            (tape, inputs) => tape.Multiply(inputs[0], inputs[0]), inputs => [.. inputs[0].Select(x => x * x)]);
    }

    [Fact]
    public void Maximum_divides_the_gradient_between_equal_operands()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor a = Tensor.Variable([1f, 2f], new Shape(2));
        Tensor b = Tensor.Variable([1f, 3f], new Shape(2));
        tape.Backward(tape.Maximum(a, b), [1f, 1f]);
        Assert.Equal([0.5f, 0f], a.Gradient.ToArray());
        Assert.Equal([0.5f, 1f], b.Gradient.ToArray());
    }

    [Fact]
    public void Binary_op_of_no_elements_gives_no_elements()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Assert.Equal(new Shape(0, 3), tape.Add(Tensor.Zeros(new Shape(0, 3)), Tensor.Zeros(new Shape(3))).Shape);
    }

    [Fact]
    public void Binary_op_names_both_shapes_when_they_do_not_fit()
    {
        Tape tape = Tape.ForInference(threads: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => tape.Add(Tensor.Zeros(new Shape(3, 4)), Tensor.Zeros(new Shape(3))));
        Assert.Contains("Add got [3, 4] and [3]", error.Message, StringComparison.Ordinal);
    }
}
