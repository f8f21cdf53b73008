using System.Text.Json.Serialization;

namespace Recurrent.Text.LanguageModels;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(LanguageModelArchitecture))]
[JsonSerializable(typeof(LanguageModelSettings))]
[JsonSerializable(typeof(long[]), TypeInfoPropertyName = "Counts")]
internal sealed partial class LanguageModelJsonContext : JsonSerializerContext;
