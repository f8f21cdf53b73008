using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class UnaryOpTests
{
    private static readonly Dictionary<string, (Func<Tape, Tensor, Tensor> Op, Func<double, double> Reference)> Functions = new()
    {
        ["AddScalar"] = ((tape, x) => tape.AddScalar(x, 1.25f), x => x + 1.25),
        ["Scale"] = ((tape, x) => tape.Scale(x, -2.5f), x => -2.5 * x),
        ["Negate"] = ((tape, x) => tape.Negate(x), x => -x),
        ["Exp"] = ((tape, x) => tape.Exp(x), Math.Exp),
        ["Square"] = ((tape, x) => tape.Square(x), x => x * x),
        ["Abs"] = ((tape, x) => tape.Abs(x), Math.Abs),
        ["Clamp"] = ((tape, x) => tape.Clamp(x, -0.5f, 0.75f), x => Math.Clamp(x, -0.5, 0.75)),
        ["Tanh"] = ((tape, x) => tape.Tanh(x), Math.Tanh),
        ["Sigmoid"] = ((tape, x) => tape.Sigmoid(x), x => 1 / (1 + Math.Exp(-x))),
        ["Relu"] = ((tape, x) => tape.Relu(x), x => Math.Max(x, 0)),
        ["LeakyRelu"] = ((tape, x) => tape.LeakyRelu(x, 0.125f), x => x > 0 ? x : 0.125 * x),
        ["Elu"] = ((tape, x) => tape.Elu(x, 1.5f), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1)),
        ["Gelu"] = ((tape, x) => tape.Gelu(x), x => x * NormalDistribution(x)),
        ["Silu"] = ((tape, x) => tape.Silu(x), x => x / (1 + Math.Exp(-x))),
        ["Softplus"] = ((tape, x) => tape.Softplus(x), x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))),
    };

    private static readonly Dictionary<string, (Func<Tape, Tensor, Tensor> Op, Func<double, double> Reference)> PositiveFunctions = new()
    {
        ["Log"] = ((tape, x) => tape.Log(x), Math.Log),
        ["Sqrt"] = ((tape, x) => tape.Sqrt(x), Math.Sqrt),
        ["Power 2.5"] = ((tape, x) => tape.Power(x, 2.5f), x => Math.Pow(x, 2.5)),
        ["Power -1"] = ((tape, x) => tape.Power(x, -1f), x => 1 / x),
    };

    public static TheoryData<string, int[]> Cases() => Combine(Functions.Keys);

    public static TheoryData<string, int[]> PositiveCases() => Combine(PositiveFunctions.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Unary_op_matches_its_reference_in_value_and_gradient(string name, int[] axes)
    {
        (Func<Tape, Tensor, Tensor> op, Func<double, double> reference) = Functions[name];
        new GradientCheck().WithInput(new Shape(axes), scale: 1.5).Run((tape, inputs) => op(tape, inputs[0]), inputs => [.. inputs[0].Select(reference)]);
    }

    [Theory]
    [MemberData(nameof(PositiveCases))]
    public void Unary_op_of_positive_numbers_matches_its_reference_in_value_and_gradient(string name, int[] axes)
    {
        (Func<Tape, Tensor, Tensor> op, Func<double, double> reference) = PositiveFunctions[name];
        var shape = new Shape(axes);
        double[] values = [.. Enumerable.Range(0, shape.Length).Select(index => 0.3 + (0.37 * ((index * 7) % 11)))];
        new GradientCheck().WithInput(shape, values).Run((tape, inputs) => op(tape, inputs[0]), inputs => [.. inputs[0].Select(reference)]);
    }

    [Theory]
    [InlineData("Sigmoid", -1000f, 0f)]
    [InlineData("Sigmoid", 1000f, 1f)]
    [InlineData("Tanh", -1000f, -1f)]
    [InlineData("Softplus", 1000f, 1000f)]
    [InlineData("Softplus", -1000f, 0f)]
    [InlineData("Softplus", -20f, 2.0611537e-9f)]
    [InlineData("Elu", -1000f, -1.5f)]
    [InlineData("Elu", -1e-6f, -1.49999925e-6f)]
    [InlineData("Gelu", -1000f, 0f)]
    [InlineData("Gelu", 1000f, 1000f)]
    [InlineData("Gelu", -6f, -5.9195258e-9f)]
    [InlineData("Silu", -1000f, 0f)]
    [InlineData("Exp", -1000f, 0f)]
    public void Unary_op_is_exact_and_has_a_finite_gradient_at_an_extreme_value(string name, float input, float expected)
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor x = Tensor.Variable([input, 0f, 1f], new Shape(3));
        Tensor y = Functions[name].Op(tape, x);
        Assert.Equal(expected, y.Values[0], Math.Abs(expected) * 2e-6f);
        tape.Backward(y, [1f, 1f, 1f]);
        Assert.True(float.IsFinite(x.Gradient[0]), $"gradient {x.Gradient[0]}");
    }

    [Fact]
    public void Log_covers_every_kind_of_number()
    {
        Tape tape = Tape.ForInference(threads: 1);
        float[] numbers = [0f, -1f, float.PositiveInfinity, float.NaN, float.Epsilon, 1e-40f, 1f, 1.41421354f, 1.41421366f, 0.99999994f, float.MaxValue];
        Tensor y = tape.Log(Tensor.FromValues(numbers, new Shape(numbers.Length)));
        for (int index = 0; index < numbers.Length; index++)
        {
            double expected = Math.Log(numbers[index]);
            double tolerance = double.IsFinite(expected) ? Math.Abs(expected) * 3e-7 : 0;
            Assert.True(expected.Equals((double)y.Values[index]) || Math.Abs(expected - y.Values[index]) <= tolerance, $"log {numbers[index]:r} = {y.Values[index]:r}, expected {expected:r}");
        }
    }

    [Fact]
    public void Clamp_refuses_bounds_in_the_wrong_order()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => tape.Clamp(Tensor.Zeros(new Shape(2)), 1f, 0f));
    }

    /// <summary>Φ by its Taylor series around 0, which converges everywhere: φ(x) Σ x^(2k+1) / (1·3·5···(2k+1)) + ½.</summary>
    internal static double NormalDistribution(double x)
    {
        double term = x;
        double sum = x;
        for (int k = 1; Math.Abs(term) > 1e-18; k++)
        {
            term *= x * x / ((2 * k) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }

    private static TheoryData<string, int[]> Combine(IEnumerable<string> names)
    {
        var cases = new TheoryData<string, int[]>();
        foreach (string name in names)
        {
            cases.Add(name, [1]);
            cases.Add(name, [3, 5]);
            cases.Add(name, [2, 3, 17]);
        }

        return cases;
    }
}
