using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>Serialisation of what the tagging commands write, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(TagDocument))]
[JsonSerializable(typeof(TagScoresDocument))]
[JsonSerializable(typeof(TagPredictionDocument))]
[JsonSerializable(typeof(TagDemoDocument))]
internal sealed partial class TagJsonContext : JsonSerializerContext;
