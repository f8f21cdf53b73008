using System.Text.Json.Serialization;

namespace Recurrent.Interop.Weights;

/// <summary>Serialisation of imported layers without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 16)]
[JsonSerializable(typeof(StoredLayers))]
internal sealed partial class WeightsJsonContext : JsonSerializerContext;
