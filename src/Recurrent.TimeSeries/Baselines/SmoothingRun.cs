namespace Recurrent.TimeSeries.Baselines;

/// <summary>One pass of additive exponential smoothing with season and trend, for the best start.</summary>
/// <remarks>
/// With level ℓ, slope b and season s: <c>e_t = x_t − ℓ − b − s_t</c>, then <c>ℓ ← ℓ + b + α e_t</c>, <c>b ← b + β e_t</c>, <c>s_t ← s_t + γ e_t</c>
/// (Hyndman et al., Forecasting with Exponential Smoothing, 2008, model AAA). For given constants every error is linear in the start values, so the ones with
/// the smallest squared errors are solved for exactly.
/// </remarks>
internal sealed class SmoothingRun
{
    private const int Level = 0;
    private const int Slope = 1;
    private const int FirstSeason = 2;
    /// <summary>Beside the sums of squares of the weights: keeps the start finite where the history does not determine it.</summary>
    private const double Ridge = 1e-11;
    /// <summary>The same for what shall stay 0.</summary>
    private const double Stiff = 1e8;
    /// <summary>Fewer values show no slope, which would lead anywhere in a few steps.</summary>
    private const int FewestForSlope = 4;
    private readonly int _period;
    /// <summary>Unknown start values: level, slope and seasons.</summary>
    private readonly int _unknowns;
    /// <summary>The state as a linear function of the unknowns, the part that does not depend on them last: level, slope, then seasons.</summary>
    private readonly double[][] _states;
    private readonly double[] _error;
    private readonly double[,] _normal;
    private readonly double[] _right;
    private readonly double[] _start;

    /// <param name="period">Seasonal period m; 1 for none.</param>
    public SmoothingRun(int period)
    {
        _period = period;
        _unknowns = FirstSeason + (period > 1 ? period : 0);
        _states = [.. Enumerable.Range(0, _unknowns).Select(_ => new double[_unknowns + 1])];
        (_error, _right, _start) = (new double[_unknowns + 1], new double[_unknowns], new double[_unknowns]);
        _normal = new double[_unknowns, _unknowns];
    }

    /// <summary>Passes over a history; <see cref="Continue"/> then goes on from its end.</summary>
    /// <param name="history">Known values. [T]</param>
    /// <param name="constants">α, β and γ.</param>
    /// <returns>The sum of the squared one-step errors from the best start.</returns>
    public double Fit(ReadOnlySpan<double> history, SmoothingConstants constants)
    {
        Begin();
        var squared = 0.0;
        for (var t = 0; t < history.Length; t++)
        {
            Update(history[t], t % _period, constants);
            squared += _error[_unknowns] * _error[_unknowns];
        }
        Solve(history.Length >= FewestForSlope);
        for (var index = 0; index < _unknowns; index++) squared -= _start[index] * _right[index];
        return Math.Max(0, squared);
    }

    /// <summary>What comes behind the history: the last level, its slope a step, and the last season.</summary>
    /// <param name="length">Values of the history.</param>
    /// <param name="destination">One value a step.</param>
    public void Continue(int length, Span<double> destination)
    {
        var (level, slope) = (Value(_states[Level]), Value(_states[Slope]));
        for (var step = 0; step < destination.Length; step++)
        {
            destination[step] = level + ((step + 1) * slope);
            if (_period > 1) destination[step] += Value(_states[FirstSeason + ((length + step) % _period)]);
        }
    }

    private void Begin()
    {
        for (var index = 0; index < _unknowns; index++)
        {
            Array.Clear(_states[index]);
            _states[index][index] = 1;
        }
        Array.Clear(_normal);
        Array.Clear(_right);
    }

    private void Update(double value, int phase, SmoothingConstants constants)
    {
        var (level, slope) = (_states[Level], _states[Slope]);
        var season = _period > 1 ? _states[FirstSeason + phase] : null;
        for (var index = 0; index <= _unknowns; index++)
        {
            var expected = level[index] + slope[index];
            var error = -expected - (season?[index] ?? 0);
            if (index == _unknowns) error += value;
            _error[index] = error;
            level[index] = expected + (constants.Level * error);
            slope[index] += constants.Slope * error;
            if (season is not null) season[index] += constants.Season * error;
        }
        Accumulate();
    }

    private void Accumulate()
    {
        for (var row = 0; row < _unknowns; row++)
        {
            var weight = _error[row];
            _right[row] -= weight * _error[_unknowns];
            for (var column = 0; column <= row; column++) _normal[row, column] += weight * _error[column];
        }
    }

    /// <summary>Cholesky's method. Seasons that add up to 0 are one choice of many with the same errors.</summary>
    private void Solve(bool hasSlope)
    {
        var trace = 0.0;
        for (var index = 0; index < _unknowns; index++) trace += _normal[index, index];
        for (var row = 0; row < _unknowns; row++)
        {
            if (row >= FirstSeason)
                for (var column = FirstSeason; column <= row; column++) _normal[row, column] += 1;
            _normal[row, row] += (hasSlope || row != Slope ? Ridge : Stiff) * trace;
            for (var column = 0; column <= row; column++)
            {
                var sum = _normal[row, column];
                for (var index = 0; index < column; index++) sum -= _normal[row, index] * _normal[column, index];
                _normal[row, column] = row == column ? Math.Sqrt(sum) : sum / _normal[column, column];
            }
        }
        for (var row = 0; row < _unknowns; row++)
        {
            var sum = _right[row];
            for (var index = 0; index < row; index++) sum -= _normal[row, index] * _start[index];
            _start[row] = sum / _normal[row, row];
        }
        for (var row = _unknowns - 1; row >= 0; row--)
        {
            var sum = _start[row];
            for (var index = row + 1; index < _unknowns; index++) sum -= _normal[index, row] * _start[index];
            _start[row] = sum / _normal[row, row];
        }
    }

    private double Value(double[] state)
    {
        var value = state[_unknowns];
        for (var index = 0; index < _unknowns; index++) value += state[index] * _start[index];
        return value;
    }
}
