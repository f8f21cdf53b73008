using System.Text.Json.Serialization;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Network;

namespace Recurrent.Text.Translation.Storage;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(TranslatorArchitecture))]
[JsonSerializable(typeof(TranslatorSettings))]
internal sealed partial class TranslatorJsonContext : JsonSerializerContext;
