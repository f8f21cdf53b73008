using Recurrent.TimeSeries.Signals.Regression.Linear;

namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>First values of a fit: the best linear state space, its states brought to unit size, and random units that do nothing yet.</summary>
internal static class StateSpaceStart
{
    private const int LinearIterations = 30;
    private const int MostLags = 12;

    /// <summary>The linear part: difference equation, realisation, then least squares of the simulation.</summary>
    public static StateSpacePoint Linear(StateSpaceShape shape, IReadOnlyList<StateSpaceSegment> segments, CancellationToken cancellation)
    {
        var linear = shape with { Units = 0 };
        var values = new double[linear.Count];
        var lags = Math.Min(Math.Max(MostLags, 2 * shape.States), segments.Max(static segment => segment.Steps) / 4);
        LinearRealization.Write(ArxModel.Fit(segments, lags, lags, shape.Inputs, shape.Outputs, 1e-6), linear, values);
        var point = new StateSpacePoint(values, [.. segments.Select(_ => new double[shape.States])]);
        point = new Levenberg(linear, segments, new LevenbergOptions { Iterations = LinearIterations, Cancellation = cancellation }).Run(point).Point;
        return Normalise(linear, segments, point);
    }

    /// <summary>The same model with units: random directions in the space of state and input, without effect.</summary>
    /// <param name="shape">Sizes with units.</param>
    /// <param name="linear">From <see cref="Linear"/> with the same segments.</param>
    /// <param name="draws">Normal numbers, enough for W and b.</param>
    public static StateSpacePoint WithUnits(StateSpaceShape shape, StateSpacePoint linear, ReadOnlySpan<float> draws)
    {
        var from = shape with { Units = 0 };
        var values = new double[shape.Count];
        linear.Values.AsSpan(StateSpaceShape.A, shape.E).CopyTo(values);
        linear.Values.AsSpan(from.C, shape.F - shape.C).CopyTo(values.AsSpan(shape.C));
        var scale = 1 / Math.Sqrt(shape.Reads);
        for (var index = shape.W; index < shape.Count; index++) values[index] = draws[index - shape.W] * (index < shape.Bias ? scale : 1);
        return new StateSpacePoint(values, [.. linear.States.Select(static state => (double[])state.Clone())]);
    }

    /// <summary>Divides every state by its root mean square in a simulation.</summary>
    private static StateSpacePoint Normalise(StateSpaceShape shape, IReadOnlyList<StateSpaceSegment> segments, StateSpacePoint point)
    {
        var sizes = Sizes(shape, segments, point);
        var values = (double[])point.Values.Clone();
        for (var row = 0; row < shape.States; row++)
        {
            for (var column = 0; column < shape.States; column++) values[StateSpaceShape.A + (row * shape.States) + column] *= sizes[column] / sizes[row];
            for (var input = 0; input < shape.Inputs; input++) values[shape.B + (row * shape.Inputs) + input] /= sizes[row];
            for (var output = 0; output < shape.Outputs; output++) values[shape.C + (output * shape.States) + row] *= sizes[row];
        }
        return new StateSpacePoint(values, [.. point.States.Select(state => state.Select((value, row) => value / sizes[row]).ToArray())]);
    }

    private static double[] Sizes(StateSpaceShape shape, IReadOnlyList<StateSpaceSegment> segments, StateSpacePoint point)
    {
        var (kernel, output, squares, steps) = (new StateSpaceKernel(shape), new double[shape.Outputs], new double[shape.States], 0);
        for (var index = 0; index < segments.Count; index++)
        {
            var (state, next) = ((double[])point.States[index].Clone(), new double[shape.States]);
            for (var step = 0; step < segments[index].Steps; step++, steps++)
            {
                kernel.Step(point.Values, state, segments[index].Inputs.Span.Slice(step * shape.Inputs, shape.Inputs), output, next);
                (state, next) = (next, state);
                for (var row = 0; row < state.Length; row++) squares[row] += state[row] * state[row];
            }
        }
        return [.. squares.Select(sum => sum > 0 && double.IsFinite(sum) ? Math.Sqrt(sum / steps) : 1)];
    }
}
