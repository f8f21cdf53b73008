using System.Text.Json.Serialization;
using Recurrent.TimeSeries.Finance.Network;

namespace Recurrent.TimeSeries.Finance.Storage;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(VolatilityArchitecture))]
[JsonSerializable(typeof(VolatilitySettings))]
[JsonSerializable(typeof(VolatilityMemory))]
internal sealed partial class VolatilityJsonContext : JsonSerializerContext;
