using Recurrent.Cli.Reports;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>A finished run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The answerer.</param>
/// <param name="Test">Scores on the questions kept apart; null when there are none.</param>
/// <param name="Losses">Curves of the run, the trainings one after another.</param>
internal sealed record AnswerOutcome(AnswerRequest Request, StoryTraining Training, StoryEvaluation? Test, LossHistory Losses);
