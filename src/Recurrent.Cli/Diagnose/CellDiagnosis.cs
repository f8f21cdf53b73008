using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Diagnose;

/// <summary>What was measured of one model.</summary>
/// <param name="Name">The cell, or the name of the model.</param>
/// <param name="Layers">Its recurrences.</param>
/// <param name="Log">Its updates; null when none are known.</param>
internal sealed record CellDiagnosis(string Name, IReadOnlyList<RecurrenceDiagnosis> Layers, UpdateLog? Log)
{
    /// <summary>The gradient of what the first layer reads, through all layers; null when it was not asked for.</summary>
    public GradientFlow? Inputs { get; init; }
}
