using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>Serialisation of what the commands of language models write, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(GenerateDocument))]
[JsonSerializable(typeof(GenerateScoresDocument))]
[JsonSerializable(typeof(GenerateDemoDocument))]
[JsonSerializable(typeof(GeneratedDocument))]
[JsonSerializable(typeof(GeneratePredictionDocument))]
internal sealed partial class GenerateJsonContext : JsonSerializerContext;
