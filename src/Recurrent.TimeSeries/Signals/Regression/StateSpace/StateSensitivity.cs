using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>Derivatives of state and output by every value and by the first state, carried forward step by step.</summary>
/// <remarks>
/// Columns are the values of the shape, then the S numbers of the first state. S_{t+1} = (A + E G W_x) S_t + ∂f, dy_t = (C + F G W_x) S_t + ∂h
/// with G = diag(1 − g²): real-time recurrent learning (Williams and Zipser, 1989), exact whatever the length.
/// </remarks>
internal sealed class StateSensitivity
{
    private readonly StateSpaceShape _shape;
    private readonly double[] _slopes;
    private readonly double[] _stateMap;
    private readonly double[] _outputMap;
    private double[] _now;
    private double[] _next;

    public StateSensitivity(StateSpaceShape shape)
    {
        _shape = shape;
        Columns = shape.Count + shape.States;
        _now = new double[shape.States * Columns];
        _next = new double[shape.States * Columns];
        _slopes = new double[shape.Units];
        _stateMap = new double[shape.States * shape.States];
        _outputMap = new double[shape.Outputs * shape.States];
    }

    public int Columns { get; }

    /// <summary>Begins at a first state: it depends on itself alone.</summary>
    public void Restart()
    {
        Array.Clear(_now);
        for (var row = 0; row < _shape.States; row++) _now[(row * Columns) + _shape.Count + row] = 1;
    }

    /// <summary>Derivatives of this step's output; the state moves on.</summary>
    /// <param name="values">All values.</param>
    /// <param name="state">x of this step.</param>
    /// <param name="input">u of this step.</param>
    /// <param name="units">g of this step.</param>
    /// <param name="output">Receives dy, row-major. <c>[O, columns]</c></param>
    public void Step(ReadOnlySpan<double> values, ReadOnlySpan<double> state, ReadOnlySpan<double> input, ReadOnlySpan<double> units, Span<double> output)
    {
        for (var unit = 0; unit < units.Length; unit++) _slopes[unit] = 1 - (units[unit] * units[unit]);
        Map(values, StateSpaceShape.A, _shape.E, _stateMap);
        Map(values, _shape.C, _shape.F, _outputMap);
        for (var row = 0; row < _shape.Outputs; row++)
        {
            var line = output.Slice(row * Columns, Columns);
            Combine(_outputMap.AsSpan(row * _shape.States, _shape.States), line);
            AddDirect(values, new Direct(_shape.C, _shape.D, _shape.F, row), state, input, units, line);
            line[_shape.Offset + row] += 1;
        }
        for (var row = 0; row < _shape.States; row++)
        {
            var line = _next.AsSpan(row * Columns, Columns);
            Combine(_stateMap.AsSpan(row * _shape.States, _shape.States), line);
            AddDirect(values, new Direct(StateSpaceShape.A, _shape.B, _shape.E, row), state, input, units, line);
        }
        (_now, _next) = (_next, _now);
    }

    private readonly record struct Direct(int State, int Input, int Unit, int Row);

    /// <summary>Linear part plus what goes through the units: how a row depends on the state.</summary>
    private void Map(ReadOnlySpan<double> values, int linear, int nonlinear, Span<double> map)
    {
        var states = _shape.States;
        values.Slice(linear, map.Length).CopyTo(map);
        for (var row = 0; row < map.Length / states; row++)
        {
            for (var unit = 0; unit < _slopes.Length; unit++)
            {
                var factor = values[nonlinear + (row * _shape.Units) + unit] * _slopes[unit];
                for (var column = 0; column < states; column++)
                    map[(row * states) + column] += factor * values[_shape.W + (unit * _shape.Reads) + column];
            }
        }
    }

    /// <summary>line ← Σ map_j S_j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Combine(ReadOnlySpan<double> map, Span<double> line)
    {
        line.Clear();
        for (var state = 0; state < map.Length; state++)
        {
            var source = _now.AsSpan(state * Columns, Columns);
            var factor = map[state];
            var index = 0;
            for (; index + Vector256<double>.Count <= line.Length; index += Vector256<double>.Count)
            {
                var sum = Vector256.Create((ReadOnlySpan<double>)line[index..]) + (Vector256.Create((ReadOnlySpan<double>)source[index..]) * factor);
                sum.CopyTo(line[index..]);
            }
            for (; index < line.Length; index++) line[index] += source[index] * factor;
        }
    }

    /// <summary>Adds the derivatives by the row's own values and by those of the units.</summary>
    private void AddDirect(ReadOnlySpan<double> values, Direct place, ReadOnlySpan<double> state, ReadOnlySpan<double> input, ReadOnlySpan<double> units, Span<double> line)
    {
        Add(line[(place.State + (place.Row * _shape.States))..], state, 1);
        Add(line[(place.Input + (place.Row * _shape.Inputs))..], input, 1);
        Add(line[(place.Unit + (place.Row * _shape.Units))..], units, 1);
        for (var unit = 0; unit < units.Length; unit++)
        {
            var factor = values[place.Unit + (place.Row * _shape.Units) + unit] * _slopes[unit];
            var weights = line[(_shape.W + (unit * _shape.Reads))..];
            Add(weights, state, factor);
            Add(weights[_shape.States..], input, factor);
            line[_shape.Bias + unit] += factor;
        }
    }

    private static void Add(Span<double> destination, ReadOnlySpan<double> source, double factor)
    {
        for (var index = 0; index < source.Length; index++) destination[index] += source[index] * factor;
    }
}
