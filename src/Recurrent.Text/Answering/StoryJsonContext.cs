using System.Text.Json.Serialization;

namespace Recurrent.Text.Answering;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(StoryArchitecture))]
[JsonSerializable(typeof(StorySettings))]
[JsonSerializable(typeof(StoryVocabulary))]
[JsonSerializable(typeof(SimpleAnswers))]
internal sealed partial class StoryJsonContext : JsonSerializerContext;
