namespace Recurrent.TimeSeries.Signals.Regression.Scoring;

/// <summary>Errors of one method.</summary>
/// <param name="Method">Its name, such as <c>arx</c>.</param>
/// <param name="Outputs">One score an output.</param>
public sealed record RegressionScores(string Method, IReadOnlyList<OutputScore> Outputs)
{
    /// <summary>Root mean square of the outputs' RMSE: the RMSE itself for one output.</summary>
    public double Rmse => Math.Sqrt(Outputs.Average(static one => one.Rmse * one.Rmse));

    /// <summary>Mean NRMSE of the outputs.</summary>
    public double Nrmse => Outputs.Average(static one => one.Nrmse);

    /// <summary>Mean FIT of the outputs in percent.</summary>
    public double Fit => Outputs.Average(static one => one.Fit);
}
