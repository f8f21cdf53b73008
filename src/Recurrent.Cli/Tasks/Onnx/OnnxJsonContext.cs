using System.Text.Json.Serialization;
using Recurrent.Cli.Imports;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>Serialisation of what the commands write about ONNX models, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 16)]
[JsonSerializable(typeof(OnnxDocument))]
[JsonSerializable(typeof(OnnxTestDocument))]
[JsonSerializable(typeof(OnnxPredictionDocument))]
internal sealed partial class OnnxJsonContext : JsonSerializerContext;
