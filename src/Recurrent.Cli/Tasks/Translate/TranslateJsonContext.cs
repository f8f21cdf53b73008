using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Serialisation of what the translation commands write, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(TranslateDocument))]
[JsonSerializable(typeof(TranslateScoresDocument))]
[JsonSerializable(typeof(TranslatePredictionDocument))]
[JsonSerializable(typeof(TranslateDemoDocument))]
internal sealed partial class TranslateJsonContext : JsonSerializerContext;
