using System.Globalization;
using Recurrent.Cli.Diagnose;
using Recurrent.Cli.Reports;
using Recurrent.Layers;
using Recurrent.Layers.Inspection;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Diagnosis;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Runs;

/// <summary>The flow of gradients before training and after every epoch, on the first batch; the run itself goes on as if nobody had looked.</summary>
internal sealed class GradientLog : ITrainingObserver
{
    private const int MostColumns = 5;
    private const double ExplodingFactor = 5;

    /// <summary>Less closely than rnn diagnose looks: an epoch may take a second.</summary>
    private static readonly DiagnosisOptions Options = new() { Windows = 8, JacobianSteps = 4, WidestFullJacobian = 64, Threads = 1 };

    private readonly List<(long Step, CellDiagnosis Cell)> _measured = [];
    private Module? _model;
    private ITrainingJob? _job;
    private int _written;

    /// <exception cref="UsageException">The network has no recurrent layer.</exception>
    public void OnStart(in StartRecord record)
    {
        (_model, _job) = (record.Model, record.Job);
        var before = _job.SaveState();
        _job.BeginEpoch(0, new RandomSource(Options.Seed).Stream("gradients"));
        Measure(record.Step, record.Step == 0 ? "start" : "resumed");
        _job.LoadState(before);
        if (_measured[^1].Cell.IsEmpty)
            throw new UsageException("--record-gradients: the network of this run has no recurrent layer that can be looked at step by step; leave the option out.");
    }

    public void OnEpoch(in EpochRecord record) => Measure(record.Step, $"epoch {(record.Epoch + 1).ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Trainings that run side by side tell of their starts too late, and some networks are not trained step by step.</summary>
    /// <exception cref="UsageException">No network was seen before its first update.</exception>
    public void RequireNetwork()
    {
        if (_model is null) throw new UsageException("--record-gradients: the networks of this task have no recurrent layer that can be looked at while they learn; leave the option out.");
    }

    /// <summary>Writes what has been measured since the last call.</summary>
    public void WriteNew(JsonLinesObserver? log)
    {
        if (log is null) return;
        for (; _written < _measured.Count; _written++) log.WriteGradients(_measured[_written].Step, _measured[_written].Cell.Layers);
    }

    /// <summary>Writes a page with columns from the start to the last epoch.</summary>
    public void WritePage(string file, string dataName, TimeProvider time)
    {
        if (_measured.Count == 0 || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))) return;
        var last = _measured.Count - 1;
        int[] shown = [.. Enumerable.Range(0, MostColumns).Select(column => last * column / (MostColumns - 1)).Distinct()];
        DiagnosisPage.Write(file, DiagnosisDocument.Of($"training on {dataName}", [.. shown.Select(index => _measured[index].Cell)], Options, ExplodingFactor), time);
    }

    private void Measure(long step, string name)
    {
        // What the job carries from batch to batch must not notice.
        var state = _job!.SaveState();
        IReadOnlyList<RecordedRecurrence> read;
        using (var recording = new SequenceRecording(_model!, Options.Windows))
        {
            _job.Loss(Tape.ForGradients(threads: 1), 0);
            read = recording.Read();
        }

        _job.LoadState(state);
        _measured.Add((step, new CellDiagnosis(name, [.. read.Where(static one => one.Sequences.Count > 0).Select(static one => RecurrenceDiagnosis.Of(one, Options))], Log: null)));
    }
}
