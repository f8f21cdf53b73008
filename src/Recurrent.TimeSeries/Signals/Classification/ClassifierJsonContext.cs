using System.Text.Json.Serialization;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(ClassifierArchitecture))]
[JsonSerializable(typeof(ClassifierSettings))]
[JsonSerializable(typeof(SimpleMethods))]
internal sealed partial class ClassifierJsonContext : JsonSerializerContext;
