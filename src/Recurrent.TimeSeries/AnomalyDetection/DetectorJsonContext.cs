using System.Text.Json.Serialization;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(DetectorArchitecture))]
[JsonSerializable(typeof(DetectorSettings))]
[JsonSerializable(typeof(DetectorMemory))]
internal sealed partial class DetectorJsonContext : JsonSerializerContext;
