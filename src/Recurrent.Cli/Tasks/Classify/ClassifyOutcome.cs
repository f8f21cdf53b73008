using Recurrent.Cli.Reports;
using Recurrent.Text.Classification;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>A finished run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The classifier.</param>
/// <param name="Test">Scores on the texts kept apart; null when there are none.</param>
/// <param name="Losses">Curves of the run.</param>
internal sealed record ClassifyOutcome(ClassifyRequest Request, TextTraining Training, TextEvaluation? Test, LossHistory Losses);
