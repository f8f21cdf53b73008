using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>One member unpacked for simulations; immutable.</summary>
internal sealed class Simulator(StateSpaceNetwork network)
{
    private const int Corrections = 20;
    private const double Enough = 1e-9;

    public StateSpaceShape Shape { get; } = network.Shape;

    public double[] Values { get; } = network.Values;

    public double[] Start { get; } = network.Start;

    /// <summary>The state before a window of measured outputs: least squares of the window's simulation, with a prior at the usual start.</summary>
    /// <param name="inputs">Scaled. <c>[N, I]</c></param>
    /// <param name="outputs">Scaled. <c>[N, O]</c></param>
    /// <param name="noise">Standard deviation of the outputs around a good simulation, scaled; the prior's is 1.</param>
    public double[] Align(double[] inputs, double[] outputs, double noise)
    {
        var roles = new StepRole[inputs.Length / Shape.Inputs];
        Array.Fill(roles, StepRole.Training);
        var equations = new NormalEquations(Shape, [new StateSpaceSegment(inputs, outputs, roles)]) { StatePrior = noise * noise, StateCentre = Start };
        var point = new StateSpacePoint(Values, [[.. Start]]);
        var cost = Total(equations, point, noise);
        for (var round = 0; round < Corrections; round++)
        {
            if (!equations.TryBuild(point)) break;
            if (Shorter(equations, point, cost, noise) is not { } next) break;
            var total = Total(equations, next, noise);
            var gain = cost - total;
            (point, cost) = (next, total);
            if (gain < Enough * (cost + double.Epsilon)) break;
        }
        return point.States[0];
    }

    private StateSpacePoint? Shorter(NormalEquations equations, StateSpacePoint point, double cost, double noise)
    {
        for (var length = 1.0; length > 1e-3; length /= 2)
        {
            var step = length;
            var trial = new StateSpacePoint(Values, [[.. point.States[0].Zip(equations.Starts[0].Shift, (state, shift) => state + (step * shift))]]);
            if (Total(equations, trial, noise) < cost) return trial;
        }
        return null;
    }

    private double Total(NormalEquations equations, StateSpacePoint point, double noise) =>
        equations.Measure(point).Training + (noise * noise * point.States[0].Zip(Start, static (state, start) => (state - start) * (state - start)).Sum());
}
