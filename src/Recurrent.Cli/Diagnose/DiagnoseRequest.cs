using Recurrent.Cli.Presentation;
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

    /// <summary>Measures recorded recurrences one by one, telling which.</summary>
    /// <param name="name">The cell or model.</param>
    /// <param name="read">What was recorded.</param>
    public IReadOnlyList<RecurrenceDiagnosis> Measure(string name, IEnumerable<Layers.Inspection.RecordedRecurrence> read)
    {
        List<RecurrenceDiagnosis> found = [];
        foreach (var one in read.Where(static one => one.Sequences.Count > 0))
        {
            Notes.Say($"{name}: measuring {one.Path}");
            found.Add(RecurrenceDiagnosis.Of(one, Options, Cancellation));
        }

        return found;
    }
}
