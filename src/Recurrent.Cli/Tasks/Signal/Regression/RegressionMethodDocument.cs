using Recurrent.TimeSeries.Signals.Regression.Scoring;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>Errors of one method.</summary>
internal record RegressionMethodDocument
{
    public required double Rmse { get; init; }

    public required double Nrmse { get; init; }

    /// <summary>FIT in percent.</summary>
    public required double Fit { get; init; }

    /// <summary>RMSE of each output by name.</summary>
    public required IReadOnlyDictionary<string, double> RmseByOutput { get; init; }

    public static RegressionMethodDocument Of(RegressionScores scores) =>
        new() { Rmse = scores.Rmse, Nrmse = scores.Nrmse, Fit = scores.Fit, RmseByOutput = scores.Outputs.ToDictionary(static one => one.Output, static one => one.Rmse) };
}
