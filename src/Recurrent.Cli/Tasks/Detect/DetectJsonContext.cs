using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>Serialisation of what the detection commands write, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(DetectDocument))]
[JsonSerializable(typeof(DetectScoresDocument))]
[JsonSerializable(typeof(DetectPredictionDocument))]
[JsonSerializable(typeof(DetectDemoDocument))]
internal sealed partial class DetectJsonContext : JsonSerializerContext;
