using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>Serialisation of what the commands of answerers write, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(AnswerDocument))]
[JsonSerializable(typeof(AnswerScoresDocument))]
[JsonSerializable(typeof(AnswerPredictionDocument))]
[JsonSerializable(typeof(AnswerDemoDocument))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
