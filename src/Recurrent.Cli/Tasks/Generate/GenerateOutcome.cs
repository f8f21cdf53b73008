using Recurrent.Cli.Reports;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>A finished run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">The language model.</param>
/// <param name="Test">Scores on the text kept apart; null when there is none.</param>
/// <param name="Losses">Curves of the run.</param>
/// <param name="Samples">Texts that the model has written.</param>
internal sealed record GenerateOutcome(
    GenerateRequest Request, LanguageModelTraining Training, LanguageEvaluation? Test, LossHistory Losses, IReadOnlyList<GeneratedText> Samples);
