namespace Recurrent.TimeSeries.Signals.Regression.Scoring;

/// <summary>Sums over scored steps from which the measures follow.</summary>
internal sealed class ErrorSums(IReadOnlyList<string> outputs)
{
    private readonly double[] _squares = new double[outputs.Count];
    private readonly double[] _means = new double[outputs.Count];
    private readonly double[] _spreads = new double[outputs.Count];

    public long Steps { get; private set; }

    public void Add(ReadOnlySpan<double> measured, ReadOnlySpan<double> simulated)
    {
        Steps++;
        for (var output = 0; output < measured.Length; output++)
        {
            var error = measured[output] - simulated[output];
            _squares[output] += error * error;
            var change = measured[output] - _means[output];
            _means[output] += change / Steps;
            _spreads[output] += change * (measured[output] - _means[output]);
        }
    }

    public RegressionScores Scores(string method) => new(method, [.. outputs.Select((name, output) => Score(name, output))]);

    private OutputScore Score(string name, int output)
    {
        var ratio = _spreads[output] > 0 ? Math.Sqrt(_squares[output] / _spreads[output]) : double.NaN;
        return new OutputScore(name, Math.Sqrt(_squares[output] / Steps), ratio, 100 * (1 - ratio));
    }
}
