using System.Text.Json.Serialization;

namespace Recurrent.Text.Classification;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(TextArchitecture))]
[JsonSerializable(typeof(TextSettings))]
internal sealed partial class TextJsonContext : JsonSerializerContext;
