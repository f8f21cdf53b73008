using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>A finished run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The classifier.</param>
/// <param name="Test">Scores on the signals kept apart; null when there are none.</param>
/// <param name="Losses">Curves of the run.</param>
internal sealed record ClassesOutcome(ClassesRequest Request, SignalTraining Training, SignalEvaluation? Test, LossHistory Losses);
