namespace Recurrent.TimeSeries.Signals.Regression.Scoring;

/// <summary>A model beside simple methods in free run over the same steps.</summary>
/// <param name="Steps">Steps scored.</param>
/// <param name="WarmUp">Steps at the start of every record whose outputs were shown to all methods, and not scored.</param>
/// <param name="Model">The model.</param>
/// <param name="Baselines">Constant mean, finite impulse response, and linear difference equation with its own outputs fed back.</param>
public sealed record RegressionEvaluation(long Steps, int WarmUp, RegressionScores Model, IReadOnlyList<RegressionScores> Baselines)
{
    /// <summary>A simple method by name.</summary>
    /// <param name="method"><c>mean</c>, <c>fir</c> or <c>arx</c>.</param>
    /// <returns>Its scores.</returns>
    /// <exception cref="InvalidOperationException">There is none of the name.</exception>
    public RegressionScores Baseline(string method) => Baselines.Single(one => one.Method == method);
}
