using Recurrent.Kernels.Elementwise;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Elementwise;

public sealed class ActivationsTests
{
    private delegate void Map(ReadOnlySpan<float> x, Span<float> destination);

    private delegate void Gradient(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, Span<float> inputGradient);

    [Theory]
    [InlineData(GuardEdge.Start)]
    [InlineData(GuardEdge.End)]
    public void Functions_give_the_scalar_bits_and_stay_in_bounds_at_every_length(GuardEdge edge)
    {
        AssertMap(Activations.Exp, VectorMath.Exp, edge);
        AssertMap(Activations.Sigmoid, VectorMath.Sigmoid, edge);
        AssertMap(Activations.Tanh, VectorMath.Tanh, edge);
    }

    [Theory]
    [InlineData(GuardEdge.Start)]
    [InlineData(GuardEdge.End)]
    public void Gradients_add_the_derivative_and_stay_in_bounds_at_every_length(GuardEdge edge)
    {
        AssertGradient(ActivationGradients.AddTanh, x => MathF.Tanh(x), (dy, y) => dy * (1 - (y * y)), edge);
        AssertGradient(ActivationGradients.AddSigmoid, VectorMath.Sigmoid, (dy, y) => dy * y * (1 - y), edge);
        AssertGradient(ActivationGradients.AddRelu, x => MathF.Max(0, x), (dy, y) => y > 0 ? dy : 0, edge);
        AssertGradient(
            (dy, y, dx) => ActivationGradients.AddLeakyRelu(dy, y, 0.25f, dx),
            x => x > 0 ? x : 0.25f * x,
            (dy, y) => y > 0 ? dy : 0.25 * dy,
            edge);
        AssertGradient((dy, _, dx) => Accumulate.Add(dy, dx), x => x, (dy, _) => dy, edge);
    }

    [Fact]
    public void Functions_work_in_place_and_pass_nan_through()
    {
        float[] x = TestFloats.Normal(67, seed: 3);
        x[5] = x[66] = float.NaN;
        float[] expected = new float[x.Length];
        Activations.Tanh(x, expected);
        Activations.Tanh(x, x);
        Assert.Equal(expected, x);
        Assert.True(float.IsNaN(x[5]) && float.IsNaN(x[66]) && !float.IsNaN(x[4]));
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Activations.Exp(new float[3], new float[4]));
        Assert.Throws<ArgumentException>(() => ActivationGradients.AddTanh(new float[3], new float[4], new float[3]));
        Assert.Throws<ArgumentException>(() => ActivationGradients.AddTanh(new float[3], new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => Accumulate.Add(new float[3], new float[2]));
    }

    // The constant is the same for every vector width and every machine: it may change only with the formula.
    [Fact]
    public void Bits_are_the_same_at_every_vector_width()
    {
        float[] x = [.. FloatSweep.Values(mantissas: 127), float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        float[] y = new float[x.Length];
        Activations.Exp(x, y);
        ulong hash = TestFloats.Hash(y);
        Activations.Sigmoid(x, y);
        hash = TestFloats.Hash(y, hash);
        float[] gradient = new float[x.Length];
        ActivationGradients.AddSigmoid(x, y, gradient);
        hash = TestFloats.Hash(gradient, hash);
        Activations.Tanh(x, y);
        hash = TestFloats.Hash(y, hash);
        ActivationGradients.AddTanh(x, y, gradient);
        ActivationGradients.AddLeakyRelu(x, y, 0.3f, gradient);
        Assert.Equal(17392633882254932879UL, TestFloats.Hash(gradient, hash));
    }

    private static void AssertMap(Map map, Func<float, float> scalar, GuardEdge edge)
    {
        foreach (int length in TestFloats.Lengths)
        {
            float[] values = TestFloats.Normal(length, seed: (ulong)length, scale: 5);
            using GuardedBuffer x = new(values, edge), destination = new(length, edge);
            map(x.Span, destination.Span);
            Assert.Equal(values.Select(scalar), destination.Span.ToArray());
        }
    }

    private static void AssertGradient(Gradient gradient, Func<float, float> function, Func<double, double, double> term, GuardEdge edge)
    {
        foreach (int length in TestFloats.Lengths)
        {
            float[] start = TestFloats.Normal(length, seed: 1);
            using GuardedBuffer dy = new(TestFloats.Normal(length, seed: 2), edge);
            using GuardedBuffer y = new(TestFloats.Normal(length, seed: 3).Select(function).ToArray(), edge);
            using GuardedBuffer dx = new(start, edge);
            gradient(dy.Span, y.Span, dx.Span);
            for (int i = 0; i < length; i++)
            {
                double added = term(dy.Span[i], y.Span[i]);
                Assert.Equal(start[i] + added, dx.Span[i], 4e-7 * (Math.Abs(start[i]) + Math.Abs(added)));
            }
        }
    }
}
