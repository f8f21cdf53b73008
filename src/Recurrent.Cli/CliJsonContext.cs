using System.Text.Json.Serialization;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;

namespace Recurrent.Cli;

/// <summary>Serialisation of everything the command line writes, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(MetricsDocument))]
[JsonSerializable(typeof(EvaluationDocument))]
[JsonSerializable(typeof(DemoDocument))]
[JsonSerializable(typeof(PredictionDocument))]
[JsonSerializable(typeof(InspectionDocument))]
[JsonSerializable(typeof(BenchDocument))]
[JsonSerializable(typeof(DiagnosisDocument))]
internal sealed partial class CliJsonContext : JsonSerializerContext;
