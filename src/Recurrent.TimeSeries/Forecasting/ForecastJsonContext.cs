using System.Text.Json.Serialization;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Serialisation of the model's description without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(ForecastArchitecture))]
[JsonSerializable(typeof(ForecastPreprocessing))]
[JsonSerializable(typeof(HistoryLine))]
internal sealed partial class ForecastJsonContext : JsonSerializerContext;
