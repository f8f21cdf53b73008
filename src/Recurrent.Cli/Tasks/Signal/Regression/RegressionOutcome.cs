using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.TimeSeries.Signals.Regression.Scoring;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>A finished run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The regressor.</param>
/// <param name="Test">Scores on the steps kept apart.</param>
/// <param name="Losses">Curves of the run.</param>
internal sealed record RegressionOutcome(RegressionRequest Request, RegressorTraining Training, RegressionEvaluation Test, LossHistory Losses);
