using Recurrent.Cli.Presentation;
using Recurrent.Layers.Inspection;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Diagnose;

/// <summary>What is asked of <c>rnn diagnose</c>, whatever is looked at.</summary>
internal sealed record DiagnoseRequest
{
    public required DiagnosisOptions Options { get; init; }

    /// <summary>Updates of every cell before it is looked at.</summary>
    public required int Updates { get; init; }

    public required Notes Notes { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>Measures what was recorded one by one, telling which.</summary>
    /// <param name="name">The cell or model.</param>
    /// <param name="recurrences">Recurrences and what they read.</param>
    /// <param name="layers">Other layers and what they read.</param>
    public CellDiagnosis Measure(string name, IEnumerable<RecordedRecurrence> recurrences, IEnumerable<RecordedLayer> layers)
    {
        List<RecurrenceDiagnosis> found = [];
        foreach (var one in recurrences.Where(static one => one.Sequences.Count > 0))
        {
            Notes.Say($"{name}: measuring {one.Path}");
            found.Add(RecurrenceDiagnosis.Of(one, Options, Cancellation));
        }

        List<LayerFlow> flows = [];
        foreach (var one in layers.Where(static one => one.Sequences.Count > 0))
        {
            Cancellation.ThrowIfCancellationRequested();
            Notes.Say($"{name}: measuring the inputs of {one.Path}");
            flows.Add(new LayerFlow($"{one.Path} inputs", GradientFlow.OfInputs(one, Options)));
        }

        return new CellDiagnosis(name, found, Log: null) { Inputs = flows };
    }
}
