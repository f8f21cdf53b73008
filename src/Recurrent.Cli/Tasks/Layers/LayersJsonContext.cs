using System.Text.Json.Serialization;
using Recurrent.Cli.Imports;

namespace Recurrent.Cli.Tasks.Layers;

/// <summary>Serialisation of what the commands write about imported layers, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 16)]
[JsonSerializable(typeof(ImportDocument))]
[JsonSerializable(typeof(LayersPredictionDocument))]
internal sealed partial class LayersJsonContext : JsonSerializerContext;
