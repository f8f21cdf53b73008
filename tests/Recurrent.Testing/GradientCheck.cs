using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Xunit;

namespace Recurrent.Testing;

/// <summary>
/// Holds a float32 op to a plain double-precision reference: its values directly, its gradients by central differences of the reference.
/// </summary>
public sealed class GradientCheck
{
    private readonly List<(Shape Shape, double[] Values)> _inputs = [];
    private ulong _seed = 20260101;

    /// <summary>Largest allowed |value − reference| / max(1, max |reference|).</summary>
    public double ValueTolerance { get; init; } = 2e-6;

    /// <summary>Largest allowed |gradient − difference| / max(1e-3, max |difference|) of each input.</summary>
    public double GradientTolerance { get; init; } = 2e-5;

    /// <summary>Step of the central difference; the error in double is about step² + 1e-16/step.</summary>
    public double Step { get; init; } = 1e-5;

    /// <summary>Adds an input of standard normal values times <paramref name="scale"/> plus <paramref name="shift"/>.</summary>
    public GradientCheck WithInput(Shape shape, double scale = 1, double shift = 0)
    {
        var uniform = new float[shape.Length];
        new RandomSource(_seed++).Stream("gradient-check").FillNormal(uniform);
        return WithInput(shape, [.. uniform.Select(value => (double)(float)((value * scale) + shift))]);
    }

    /// <summary>Adds an input of given values.</summary>
    public GradientCheck WithInput(Shape shape, double[] values)
    {
        _inputs.Add((shape, [.. values.Select(value => (double)(float)value)]));
        return this;
    }

    /// <summary>Runs the check.</summary>
    /// <param name="op">The op on float32 tensors; every input requires a gradient.</param>
    /// <param name="reference">The same function in double: flat row-major inputs in, flat output out.</param>
    public void Run(Func<Tape, Tensor[], Tensor> op, Func<double[][], double[]> reference)
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor[] inputs = [.. _inputs.Select(input => Tensor.Variable([.. input.Values.Select(value => (float)value)], input.Shape))];
        Tensor output = op(tape, inputs);
        double[][] values = [.. _inputs.Select(input => input.Values)];
        double[] expected = reference(values);
        AssertClose("value", expected, output.Values, ValueTolerance, floor: 1);

        var upstream = new float[output.Shape.Length];
        new RandomSource(_seed).Stream("upstream").FillNormal(upstream);
        tape.Backward(output, upstream);
        for (int index = 0; index < inputs.Length; index++)
        {
            double[] difference = CentralDifference(values, index, reference, upstream);
            ReadOnlySpan<float> gradient = inputs[index].Gradient;
            AssertClose($"gradient of input {index}", difference, gradient.IsEmpty ? new float[difference.Length] : gradient, GradientTolerance, floor: 1e-3);
        }
    }

    private double[] CentralDifference(double[][] values, int index, Func<double[][], double[]> reference, float[] upstream)
    {
        double[] varied = (double[])values[index].Clone();
        double[][] arguments = [.. values];
        arguments[index] = varied;
        var difference = new double[varied.Length];
        for (int element = 0; element < varied.Length; element++)
        {
            double original = varied[element];
            varied[element] = original + Step;
            double above = Weigh(reference(arguments), upstream);
            varied[element] = original - Step;
            double below = Weigh(reference(arguments), upstream);
            varied[element] = original;
            difference[element] = (above - below) / (2 * Step);
        }

        return difference;
    }

    private static double Weigh(double[] output, float[] upstream) => output.Zip(upstream, (value, weight) => value * weight).Sum();

    private static void AssertClose(string what, double[] expected, ReadOnlySpan<float> actual, double tolerance, double floor)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(floor, expected.Length == 0 ? 0 : expected.Max(Math.Abs));
        for (int element = 0; element < expected.Length; element++)
        {
            double error = Math.Abs(expected[element] - actual[element]) / scale;
            Assert.True(error <= tolerance, $"{what}[{element}]: {actual[element]} differs from {expected[element]} by {error:g3} of {scale:g3}, allowed {tolerance:g3}");
        }
    }
}
