using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Diagnose;

/// <summary>What was measured of one model.</summary>
/// <param name="Name">The cell, or the name of the model.</param>
/// <param name="Layers">Its recurrences.</param>
/// <param name="Log">Its updates; null when none are known.</param>
internal sealed record CellDiagnosis(string Name, IReadOnlyList<RecurrenceDiagnosis> Layers, UpdateLog? Log)
{
    /// <summary>Layers that are no stacks of recurrences, or were asked for: the gradient of what they read.</summary>
    public IReadOnlyList<LayerFlow> Inputs { get; init; } = [];

    /// <summary>Whether nothing could be looked at.</summary>
    public bool IsEmpty => Layers.Count + Inputs.Count == 0;
}
