using System.Text.Json.Serialization;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>Serialisation of what the commands write about classifiers, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 32)]
[JsonSerializable(typeof(ClassesDocument))]
[JsonSerializable(typeof(ClassesScoresDocument))]
[JsonSerializable(typeof(ClassesPredictionDocument))]
[JsonSerializable(typeof(ClassesDemoDocument))]
internal sealed partial class ClassesJsonContext : JsonSerializerContext;
