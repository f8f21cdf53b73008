using System.Text.Json.Serialization;

namespace Recurrent.Text.Tagging;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(TaggerArchitecture))]
[JsonSerializable(typeof(TaggerSettings))]
[JsonSerializable(typeof(TaggerVocabulary))]
[JsonSerializable(typeof(SimpleTags))]
internal sealed partial class TaggerJsonContext : JsonSerializerContext;
