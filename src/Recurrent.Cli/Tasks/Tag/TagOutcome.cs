using Recurrent.Cli.Reports;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>A finished run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The tagger.</param>
/// <param name="Test">Scores on the sentences kept apart; null when there are none.</param>
/// <param name="Losses">Curves of the run.</param>
internal sealed record TagOutcome(TagRequest Request, TaggerTraining Training, TaggerEvaluation? Test, LossHistory Losses);
