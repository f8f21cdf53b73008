using Recurrent.Cli.Diagnose;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Reports;

/// <summary>One recurrence of a diagnosis.</summary>
internal sealed record DiagnosedLayer
{
    public required string Path { get; init; }

    /// <summary>0 where the gradient is that of the inputs.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Pieces of data, and steps of the longest.</summary>
    public required int Windows { get; init; }

    public required int Steps { get; init; }

    /// <summary>Null when the gradient is still above a hundredth at the longest lag.</summary>
    public int? MemoryLength { get; init; }

    public required double DecayPerStep { get; init; }

    public required IReadOnlyList<LagGradient> Gradient { get; init; }

    public required IReadOnlyList<GateSaturation> Gates { get; init; }

    public required IReadOnlyList<DiagnosedJacobian> Jacobians { get; init; }

    public required IReadOnlyList<RecurrentMatrix> Matrices { get; init; }

    /// <summary>The gradient of the inputs, in the place of a layer.</summary>
    public static DiagnosedLayer Of(LayerFlow inputs) => new()
    {
        Path = inputs.Path,
        HiddenSize = 0,
        Windows = inputs.Flow.Windows,
        Steps = inputs.Flow.Lags.Count,
        MemoryLength = inputs.Flow.MemoryLength,
        DecayPerStep = inputs.Flow.DecayPerStep,
        Gradient = inputs.Flow.Lags,
        Gates = [],
        Jacobians = [],
        Matrices = [],
    };

    public static DiagnosedLayer Of(RecurrenceDiagnosis layer) => new()
    {
        Path = layer.Path,
        HiddenSize = layer.HiddenSize,
        Windows = layer.Flow.Windows,
        Steps = layer.Steps,
        MemoryLength = layer.Flow.MemoryLength,
        DecayPerStep = layer.Flow.DecayPerStep,
        Gradient = layer.Flow.Lags,
        Gates = layer.Gates,
        Jacobians = [.. layer.Jacobians.Select(static one => new DiagnosedJacobian(one.Step, one.Largest, one.Median, one.Smallest))],
        Matrices = layer.Matrices,
    };
}
