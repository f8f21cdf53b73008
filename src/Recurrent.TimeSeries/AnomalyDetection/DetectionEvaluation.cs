namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>A detector beside simple methods on the same rows.</summary>
/// <param name="Rows">Rows scored.</param>
/// <param name="LabelledRows">Rows labelled as strange.</param>
/// <param name="HasLabels">Whether there were labels; without them every alarm counts as a false one.</param>
/// <param name="Alarms">Alarms of the detector.</param>
/// <param name="Model">The detector.</param>
/// <param name="Baselines">The simple methods.</param>
public sealed record DetectionEvaluation(
    long Rows, long LabelledRows, bool HasLabels, long Alarms, DetectionScores Model, IReadOnlyList<DetectionScores> Baselines)
{
    /// <summary>A simple method by name.</summary>
    /// <param name="method">Such as <c>random</c>.</param>
    /// <returns>Its scores.</returns>
    /// <exception cref="InvalidOperationException">There is none of the name.</exception>
    public DetectionScores Baseline(string method) => Baselines.Single(one => one.Method == method);
}
