using MathNet.Numerics.LinearAlgebra.Double;

namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>Least squares of the free-run simulation by Levenberg–Marquardt steps.</summary>
/// <remarks>(H + μ diag H + λ) δ = g: Marquardt, 1963. A step that does not improve the training cost is not made.</remarks>
internal sealed class Levenberg(StateSpaceShape shape, IReadOnlyList<StateSpaceSegment> segments, LevenbergOptions options)
{
    private const int MostTries = 12;
    private const double FirstDamping = 1e-2;
    private const double LeastDamping = 1e-10;

    /// <summary>More damping than the step had that led to a point without equations, after which the damping was eased.</summary>
    private const double Retreat = 20;
    private const double Flat = 1e-7;
    private const int FlatSteps = 8;
    private readonly NormalEquations _equations = new(shape, segments);
    private readonly int[] _free = [.. Enumerable.Range(0, shape.Count).Where(index => !options.LinearOnly || !shape.IsNonlinear(index))];

    public LevenbergResult Run(StateSpacePoint start)
    {
        var (point, cost, damping, flat) = (start, _equations.Measure(start), FirstDamping, 0);
        var best = Result(point, cost, 0);
        var (iteration, retreats) = (0, 0);
        (StateSpacePoint Point, StateSpaceCost Cost)? before = null;
        while (iteration < options.Iterations && flat < FlatSteps && iteration - best.BestIteration <= options.Patience)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            if (options.ShouldStop?.Invoke() == true) break;
            if (!_equations.TryBuild(point))
            {
                // The step was a gain, but nothing can be learnt where it led: a shorter one from where it began.
                if (before is not { } last || ++retreats > MostTries) break;
                (point, cost, damping) = (last.Point, last.Cost, damping * Retreat);
                continue;
            }

            if (Improve(point, cost, ref damping) is not { } next) break;
            iteration++;
            var gain = 1 - (Total(next, _equations.Measure(next)) / Total(point, cost));
            flat = gain < Flat ? flat + 1 : 0;
            before = (point, cost);
            (point, cost) = (next, _equations.Measure(next));
            if (double.IsNaN(best.Validation) || cost.Validation < best.Validation) best = Result(point, cost, iteration);
            options.Progress?.Invoke(iteration, Root(cost.Training), cost.Validation);
        }
        return best with { Iterations = iteration };
    }

    private LevenbergResult Result(StateSpacePoint point, StateSpaceCost cost, int iteration) =>
        new(point, cost.Validation, Root(cost.Training), iteration, iteration);

    private double Root(double squares) => Math.Sqrt(squares / _equations.TrainedErrors);

    private double Total(StateSpacePoint point, StateSpaceCost cost) => cost.Training
        + (_equations.TrainedErrors * options.Ridge * point.Values.Where((_, index) => shape.IsNonlinear(index)).Sum(static value => value * value))
        + (_equations.StatePrior * point.States.Sum(static state => state.Sum(static value => value * value)));

    private StateSpacePoint? Improve(StateSpacePoint point, StateSpaceCost cost, ref double damping)
    {
        var total = Total(point, cost);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var trial = Move(point, damping);
            if (trial is not null && Total(trial, _equations.Measure(trial)) < total)
            {
                damping = Math.Max(LeastDamping, damping / 5);
                return trial;
            }
            damping *= 4;
        }
        return null;
    }

    private StateSpacePoint? Move(StateSpacePoint point, double damping)
    {
        var (gram, moment, count) = (_equations.Gram, _equations.Moment, shape.Count);
        var ridge = _equations.TrainedErrors * options.Ridge;
        var system = new DenseMatrix(_free.Length);
        var right = new DenseVector(_free.Length);
        for (var row = 0; row < _free.Length; row++)
        {
            var index = _free[row];
            for (var column = 0; column < _free.Length; column++) system[row, column] = gram[(index * count) + _free[column]];
            var diagonal = gram[(index * count) + index];
            var own = shape.IsNonlinear(index) ? ridge : 0;
            system[row, row] += (damping * (diagonal + own)) + own + (1e-12 * _equations.TrainedErrors);
            right[row] = moment[index] - (own * point.Values[index]);
        }
        try
        {
            return Moved(point, system.Cholesky().Solve(right));
        }
        catch (ArgumentException)
        {
            // Not positive definite within double precision: more damping is needed.
            return null;
        }
    }

    private StateSpacePoint Moved(StateSpacePoint point, MathNet.Numerics.LinearAlgebra.Vector<double> free)
    {
        var change = new double[shape.Count];
        for (var index = 0; index < _free.Length; index++) change[_free[index]] = free[index];
        double[] values = [.. point.Values.Zip(change, static (value, step) => value + step)];
        var states = new double[point.States.Length][];
        for (var segment = 0; segment < states.Length; segment++)
        {
            var start = _equations.Starts[segment];
            states[segment] = [.. point.States[segment].Zip(start.Shift, static (state, shift) => state + shift)];
            for (var row = 0; row < shape.States; row++)
                for (var index = 0; index < change.Length; index++) states[segment][row] -= start.Slope[(row * shape.Count) + index] * change[index];
        }
        return new StateSpacePoint(values, states);
    }
}
