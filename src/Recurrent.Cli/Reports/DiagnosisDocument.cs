using System.Text.Json.Serialization;
using Recurrent.Cli.Diagnose;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Reports;

/// <summary>What <c>rnn diagnose --json</c> prints.</summary>
internal sealed record DiagnosisDocument
{
    /// <summary>The model, the task and its data, or random input.</summary>
    public required string Subject { get; init; }

    public required int Lags { get; init; }

    public required LossPlace Loss { get; init; }

    /// <summary>Times the running median above which an update has exploded.</summary>
    public required double ExplodingFactor { get; init; }

    /// <summary>Whether the gradient is that of the inputs.</summary>
    [JsonIgnore]
    public bool IsOfInputs => Cells.SelectMany(static cell => cell.Layers).All(static layer => layer.HiddenSize == 0);

    public required IReadOnlyList<DiagnosedCell> Cells { get; init; }

    public static DiagnosisDocument Of(string subject, IReadOnlyList<CellDiagnosis> cells, DiagnosisOptions options, double factor) => new()
    {
        Subject = subject,
        Lags = options.Lags,
        Loss = options.Loss,
        ExplodingFactor = factor,
        Cells = [.. cells.Select(cell => DiagnosedCell.Of(cell, factor))],
    };
}
