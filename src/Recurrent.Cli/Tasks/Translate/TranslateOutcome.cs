using Recurrent.Cli.Reports;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>A finished run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The translator.</param>
/// <param name="Test">Scores on the test pairs; null when there are none.</param>
/// <param name="Losses">Curves of the run.</param>
internal sealed record TranslateOutcome(TranslateRequest Request, TranslatorTraining Training, TranslationEvaluation? Test, LossHistory Losses);
