using Recurrent.Layers;
using Recurrent.Layers.Inspection;

namespace Recurrent.Training.Diagnosis;

/// <summary>All that is measured of one recurrence: how far its gradient reaches, how its gates stand, by what its steps stretch.</summary>
public sealed record RecurrenceDiagnosis
{
    private RecurrenceDiagnosis()
    {
    }

    /// <summary>Its place in the model, such as <c>encoder.l0</c>.</summary>
    public required string Path { get; init; }

    /// <summary>H, the width of its hidden state.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Steps of the longest piece of data.</summary>
    public required int Steps { get; init; }

    /// <summary>The gradient by lag.</summary>
    public required GradientFlow Flow { get; init; }

    /// <summary>The gates; none when the cell does not show them.</summary>
    public required IReadOnlyList<GateSaturation> Gates { get; init; }

    /// <summary>Jacobians of the state along the longest piece.</summary>
    public required IReadOnlyList<StateJacobian> Jacobians { get; init; }

    /// <summary>The blocks of the recurrent weights; none when there is no <c>weight_hh</c>.</summary>
    public required IReadOnlyList<RecurrentMatrix> Matrices { get; init; }

    /// <summary>Measures everything.</summary>
    /// <param name="recorded">The recurrence and what it reads; the gradients of its parameters are zero afterwards.</param>
    /// <param name="options">How far and over how much; null for the defaults.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <returns>The measures.</returns>
    /// <exception cref="ArgumentException">Nothing was recorded.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RecurrenceDiagnosis Of(RecordedRecurrence recorded, DiagnosisOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        (Recurrence recurrence, DiagnosisOptions own) = (recorded.Recurrence, options ?? new DiagnosisOptions());
        WindowBatch windows = WindowBatch.Cut(recurrence, recorded.Sequences, own);
        IReadOnlyList<GateSaturation> gates = GateSaturation.Of(recurrence, windows, own, cancellation);
        return new RecurrenceDiagnosis
        {
            Path = recorded.Path,
            HiddenSize = windows.Initial[0].Shape[1],
            Steps = windows.Time,
            Flow = GradientFlow.OfStates(recurrence, windows, own, cancellation),
            Gates = gates,
            Jacobians = StateJacobian.Along(recurrence, windows, own, cancellation),
            Matrices = RecurrentMatrix.Of(recurrence.Cell, [.. gates.Select(static gate => gate.Name)]),
        };
    }

    /// <summary>Runs a model and measures every recurrence that has read something meanwhile.</summary>
    /// <param name="model">A layer, or a model that holds layers.</param>
    /// <param name="run">Runs the model over data, any way it likes.</param>
    /// <param name="options">How far and over how much; null for the defaults.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <returns>One entry a recurrence in the order of the model's parts.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<RecurrenceDiagnosis> Of(Module model, Action run, DiagnosisOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var recording = new SequenceRecording(model);
        run();
        RecordedRecurrence[] read = [.. recording.Read().Where(static one => one.Sequences.Count > 0)];
        recording.Dispose();
        return [.. read.Select(one => Of(one, options, cancellation))];
    }
}
