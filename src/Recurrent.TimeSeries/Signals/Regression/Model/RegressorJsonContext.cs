using System.Text.Json.Serialization;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(RegressorArchitecture))]
[JsonSerializable(typeof(RegressorSettings))]
internal sealed partial class RegressorJsonContext : JsonSerializerContext;
