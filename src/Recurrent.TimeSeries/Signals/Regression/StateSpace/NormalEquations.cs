using System.Diagnostics.CodeAnalysis;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>Simulates segments and builds the normal equations of their errors; the first states are eliminated segment by segment.</summary>
internal sealed class NormalEquations
{
    private const double Bound = 1e4;
    private readonly StateSpaceShape _shape;
    private readonly IReadOnlyList<StateSpaceSegment> _segments;
    private readonly StateSpaceKernel _kernel;
    private readonly StateSensitivity _sensitivity;
    private readonly GramAccumulator _sums;
    private readonly double[] _output;
    private readonly double[] _derivatives;
    private double[] _state;
    private double[] _next;

    public NormalEquations(StateSpaceShape shape, IReadOnlyList<StateSpaceSegment> segments)
    {
        (_shape, _segments) = (shape, segments);
        (_kernel, _sensitivity) = (new StateSpaceKernel(shape), new StateSensitivity(shape));
        _sums = new GramAccumulator(_sensitivity.Columns);
        (_output, _derivatives) = (new double[shape.Outputs], new double[shape.Outputs * _sensitivity.Columns]);
        (_state, _next) = (new double[shape.States], new double[shape.States]);
        Gram = new double[shape.Count * shape.Count];
        Moment = new double[shape.Count];
        Starts = new SegmentStart[segments.Count];
        TrainedErrors = segments.Sum(static segment => segment.Count(StepRole.Training)) * shape.Outputs;
    }

    /// <summary>Weight of the prior that holds a first state near <see cref="StateCentre"/> where the data say nothing of it.</summary>
    public double StatePrior { get; init; } = 1e-3;

    /// <summary>Where the prior is; null for 0. <c>[S]</c></summary>
    public double[]? StateCentre { get; init; }

    /// <summary>Errors that training sees.</summary>
    public int TrainedErrors { get; }

    /// <summary>H after the elimination, row-major, both halves. <c>[P, P]</c></summary>
    public double[] Gram { get; }

    /// <summary>g after the elimination. <c>[P]</c></summary>
    public double[] Moment { get; }

    public SegmentStart[] Starts { get; }

    /// <summary>Simulates everything without derivatives.</summary>
    public StateSpaceCost Measure(StateSpacePoint point)
    {
        var (training, validation, steps) = (0.0, 0.0, 0);
        for (var index = 0; index < _segments.Count; index++)
        {
            var segment = _segments[index];
            point.States[index].CopyTo(_state, 0);
            for (var step = 0; step < segment.Steps; step++)
            {
                _kernel.Step(point.Values, _state, Input(segment, step), _output, _next);
                (_state, _next) = (_next, _state);
                var squares = SquaredError(segment, step);
                if (!(squares < Bound * Bound)) return new StateSpaceCost(double.PositiveInfinity, double.PositiveInfinity);
                switch (segment.Roles.Span[step])
                {
                    case StepRole.Training: training += squares; break;
                    case StepRole.Validation: validation += squares; steps++; break;
                    default: break;
                }
            }
        }
        return new StateSpaceCost(training, Math.Sqrt(validation / (steps * _shape.Outputs)));
    }

    /// <summary>Builds <see cref="Gram"/>, <see cref="Moment"/> and <see cref="Starts"/> at a point.</summary>
    /// <returns>Whether they are equations: where a first state makes the simulation explode, double precision does not hold them.</returns>
    public bool TryBuild(StateSpacePoint point)
    {
        Array.Clear(Gram);
        Array.Clear(Moment);
        for (var index = 0; index < _segments.Count; index++)
        {
            Accumulate(_segments[index], point.Values, point.States[index]);
            if (Eliminate(point.States[index]) is not { } start) return false;
            Starts[index] = start;
        }
        for (var row = 0; row < _shape.Count; row++)
            for (var column = 0; column < row; column++) Gram[(row * _shape.Count) + column] = Gram[(column * _shape.Count) + row];
        return true;
    }

    private static ReadOnlySpan<double> Row(ReadOnlyMemory<double> rows, int step, int width) => rows.Span.Slice(step * width, width);

    private ReadOnlySpan<double> Input(StateSpaceSegment segment, int step) => Row(segment.Inputs, step, _shape.Inputs);

    private double SquaredError(StateSpaceSegment segment, int step)
    {
        var target = Row(segment.Outputs, step, _shape.Outputs);
        var sum = 0.0;
        for (var channel = 0; channel < target.Length; channel++) sum += (target[channel] - _output[channel]) * (target[channel] - _output[channel]);
        return sum;
    }

    private void Accumulate(StateSpaceSegment segment, double[] values, double[] first)
    {
        _sums.Clear();
        _sensitivity.Restart();
        first.CopyTo(_state, 0);
        var last = segment.Roles.Span.LastIndexOf(StepRole.Training);
        for (var step = 0; step <= last; step++)
        {
            var input = Input(segment, step);
            _kernel.Step(values, _state, input, _output, _next);
            _sensitivity.Step(values, _state, input, _kernel.Units, _derivatives);
            (_state, _next) = (_next, _state);
            if (segment.Roles.Span[step] != StepRole.Training) continue;
            var target = Row(segment.Outputs, step, _shape.Outputs);
            for (var channel = 0; channel < target.Length; channel++)
                _sums.Add(_derivatives.AsSpan(channel * _sensitivity.Columns, _sensitivity.Columns), target[channel] - _output[channel]);
        }
        _sums.Flush();
    }

    /// <summary>Solves the segment's own state out of its equations and adds the rest to the sums of all; null when it cannot be solved.</summary>
    private SegmentStart? Eliminate(double[] first)
    {
        var (count, states, columns) = (_shape.Count, _shape.States, _sensitivity.Columns);
        var own = DenseMatrix.Create(states, states, (row, column) =>
            _sums.Gram[((count + Math.Min(row, column)) * columns) + count + Math.Max(row, column)] + (row == column ? StatePrior : 0));
        var right = DenseMatrix.Create(states, count + 1, (row, column) => column < count
            ? _sums.Gram[(column * columns) + count + row]
            : _sums.Moment[count + row] - (StatePrior * (first[row] - (StateCentre?[row] ?? 0))));
        if (!TrySolve(own, right, out var solved)) return null;
        var (shift, slope) = (new double[states], new double[states * count]);
        for (var row = 0; row < states; row++)
        {
            shift[row] = solved[row, count];
            for (var column = 0; column < count; column++) slope[(row * count) + column] = solved[row, column];
        }
        for (var left = 0; left < count; left++)
        {
            var line = Gram.AsSpan(left * count, count);
            var cross = _sums.Gram.AsSpan((left * columns) + count, states);
            for (var column = left; column < count; column++) line[column] += _sums.Gram[(left * columns) + column];
            Moment[left] += _sums.Moment[left];
            for (var row = 0; row < states; row++)
            {
                var factor = cross[row];
                for (var column = left; column < count; column++) line[column] -= factor * slope[(row * count) + column];
                Moment[left] -= factor * shift[row];
            }
        }
        return new SegmentStart(shift, slope);
    }

    private static bool TrySolve(DenseMatrix own, DenseMatrix right, [NotNullWhen(true)] out Matrix<double>? solved)
    {
        solved = null;
        try
        {
            solved = own.Cholesky().Solve(right);
        }
        catch (ArgumentException)
        {
            // Not positive definite within double precision.
            return false;
        }
        return solved.ForAll(double.IsFinite);
    }
}
