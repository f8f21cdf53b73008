using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>Serialisation of what the volatility commands write, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(VolatilityDocument))]
[JsonSerializable(typeof(VolatilityScoresDocument))]
[JsonSerializable(typeof(VolatilityPredictionDocument))]
internal sealed partial class VolatilityJsonContext : JsonSerializerContext;
