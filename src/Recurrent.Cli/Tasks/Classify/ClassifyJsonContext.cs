using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>Serialisation of what the commands write, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(ClassifyDocument))]
[JsonSerializable(typeof(ClassifyScoresDocument))]
[JsonSerializable(typeof(ClassifyPredictionDocument))]
[JsonSerializable(typeof(ClassifyDemoDocument))]
internal sealed partial class ClassifyJsonContext : JsonSerializerContext;
