using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class ReductionOpTests
{
    private static readonly Dictionary<string, (Func<Tape, Tensor, int?, Tensor> Op, Func<double[], double> Reference)> Functions = new()
    {
        ["Sum"] = ((tape, x, axis) => axis is int one ? tape.Sum(x, one) : tape.Sum(x), values => values.Sum()),
        ["Mean"] = ((tape, x, axis) => axis is int one ? tape.Mean(x, one) : tape.Mean(x), values => values.Average()),
        ["Max"] = ((tape, x, axis) => axis is int one ? tape.Max(x, one) : tape.Max(x), values => values.Max()),
        ["LogSumExp"] = ((tape, x, axis) => axis is int one ? tape.LogSumExp(x, one) : tape.LogSumExp(x), values => Math.Log(values.Sum(Math.Exp))),
    };

    public static TheoryData<string, int[], int?> Cases()
    {
        var cases = new TheoryData<string, int[], int?>();
        foreach (string name in Functions.Keys)
        {
            foreach (int? axis in new int?[] { null, 0, 1, 2, -1 })
            {
                cases.Add(name, [3, 5, 4], axis);
                cases.Add(name, [1, 9, 17], axis);
            }

            cases.Add(name, [7], 0);
            cases.Add(name, [], null);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reduction_matches_its_reference(string name, int[] shape, int? axis)
    {
        (Func<Tape, Tensor, int?, Tensor> op, Func<double[], double> reference) = Functions[name];
        new GradientCheck().WithInput(new Shape(shape), scale: 2).Run((tape, inputs) => op(tape, inputs[0], axis), inputs => Reduce(inputs[0], shape, axis, reference));
    }

    [Fact]
    public void Reduction_keeps_the_axis_when_asked()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor input = Tensor.Zeros(new Shape(2, 3, 4));
        Assert.Equal(new Shape(2, 1, 4), tape.Sum(input, 1, keepDimensions: true).Shape);
        Assert.Equal(new Shape(2, 3, 1), tape.Mean(input, -1, keepDimensions: true).Shape);
        Assert.Equal(new Shape(1, 3, 4), tape.Max(input, 0, keepDimensions: true).Shape);
        Assert.Equal(new Shape(2, 1, 4), tape.LogSumExp(input, 1, keepDimensions: true).Shape);
        Assert.Equal(new Shape(2, 4), tape.LogSumExp(input, 1).Shape);
    }

    [Fact]
    public void Max_gives_the_gradient_to_the_first_of_equals()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor input = Tensor.Variable([2f, 5f, 5f], new Shape(3));
        tape.Backward(tape.Max(input));
        Assert.Equal([0f, 1f, 0f], input.Gradient.ToArray());
    }

    [Fact]
    public void LogSumExp_survives_extreme_and_impossible_scores()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        float none = float.NegativeInfinity;
        Tensor input = Tensor.Variable([1000f, 1000f, none, none, -1000f, none], new Shape(3, 2));
        Tensor output = tape.LogSumExp(input, -1);
        Assert.Equal([1000.69318f, none, -1000f], output.Values.ToArray());
        tape.Backward(output, [1f, 1f, 1f]);
        Assert.Equal([0.5f, 0.5f, 0f, 0f, 1f, 0f], [.. input.Gradient.ToArray().Select(value => MathF.Round(value, 4))]);
    }

    [Fact]
    public void Reduction_of_nothing_is_zero_for_sum_and_an_error_else()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor empty = Tensor.Zeros(new Shape(0, 3));
        Assert.Equal(0f, tape.Sum(empty).ToScalar());
        Assert.Equal([0f, 0f, 0f], tape.Sum(empty, 0).Values.ToArray());
        Assert.Throws<ArgumentException>(() => tape.Mean(empty));
        Assert.Throws<ArgumentException>(() => tape.Max(empty, 0));
        Assert.Throws<ArgumentException>(() => tape.LogSumExp(empty));
    }

    internal static double[] Reduce(double[] values, int[] shape, int? axis, Func<double[], double> function)
    {
        if (axis is null)
        {
            return [function(values)];
        }

        int position = axis.Value < 0 ? axis.Value + shape.Length : axis.Value;
        int[] result = [.. shape];
        result[position] = 1;
        return [.. Reference.Indices(result).Select(index => function([.. Enumerable.Range(0, shape[position]).Select(entry =>
        {
            int[] source = [.. index];
            source[position] = entry;
            return values[Reference.Flat(shape, source)];
        })]))];
    }
}
