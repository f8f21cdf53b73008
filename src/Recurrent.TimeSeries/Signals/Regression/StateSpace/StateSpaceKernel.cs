using System.Runtime.CompilerServices;

namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>One step of a nonlinear state space in double precision, with the scratch memory for it.</summary>
internal sealed class StateSpaceKernel(StateSpaceShape shape)
{
    private readonly double[] _units = new double[shape.Units];

    /// <summary>g of the last step. <c>[K]</c></summary>
    public ReadOnlySpan<double> Units => _units;

    /// <summary>Output of this step, and the state of the next.</summary>
    /// <param name="values">All values by <see cref="StateSpaceShape"/>.</param>
    /// <param name="state">x. <c>[S]</c></param>
    /// <param name="input">u. <c>[I]</c></param>
    /// <param name="output">Receives y. <c>[O]</c></param>
    /// <param name="next">Receives the next x; another memory than <paramref name="state"/>. <c>[S]</c></param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<double> values, ReadOnlySpan<double> state, ReadOnlySpan<double> input, Span<double> output, Span<double> next)
    {
        for (var unit = 0; unit < _units.Length; unit++)
        {
            var weights = values.Slice(shape.W + (unit * shape.Reads), shape.Reads);
            _units[unit] = Math.Tanh(values[shape.Bias + unit] + Dot(weights, state) + Dot(weights[shape.States..], input));
        }
        for (var row = 0; row < output.Length; row++)
        {
            output[row] = values[shape.Offset + row] + Dot(values[(shape.C + (row * shape.States))..], state)
                + Dot(values[(shape.D + (row * shape.Inputs))..], input) + Dot(values[(shape.F + (row * shape.Units))..], _units);
        }
        for (var row = 0; row < next.Length; row++)
        {
            next[row] = Dot(values[(StateSpaceShape.A + (row * shape.States))..], state)
                + Dot(values[(shape.B + (row * shape.Inputs))..], input) + Dot(values[(shape.E + (row * shape.Units))..], _units);
        }
    }

    private static double Dot(ReadOnlySpan<double> weights, ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        for (var index = 0; index < vector.Length; index++) sum += weights[index] * vector[index];
        return sum;
    }
}
