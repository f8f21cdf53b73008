using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Signal.Regression;

/// <summary>Serialisation of what the commands write about regressors, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(RegressionDocument))]
[JsonSerializable(typeof(RegressionScoresDocument))]
[JsonSerializable(typeof(RegressionPredictionDocument))]
internal sealed partial class RegressionJsonContext : JsonSerializerContext;
