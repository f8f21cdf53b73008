using Recurrent.Layers;
using Recurrent.Layers.Inspection;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Diagnosis;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Diagnose;

/// <summary>Lets a training run make some updates, looks at its network on its own batches, and ends it.</summary>
internal sealed class TrainProbe(string name, DiagnoseRequest request) : IModelProbe
{
    private const int MostBatches = 4;

    private readonly UpdateLog _log = new();
    private Module? _model;
    private ITrainingJob? _job;

    /// <summary>What was measured; null when no network was trained.</summary>
    public CellDiagnosis? Result { get; private set; }

    public void OnStart(in StartRecord record)
    {
        (_model, _job) = (record.Model, record.Job);
        if (request.Updates == 0) Finish();
        request.Notes.Say($"{name}: {request.Updates} updates");
    }

    public void OnStep(in StepRecord record)
    {
        _log.OnStep(record);
        FinishWhenDue();
    }

    public void OnSkip(in SkipRecord record)
    {
        _log.OnSkip(record);
        FinishWhenDue();
    }

    /// <summary>The run had fewer updates than were asked for.</summary>
    public void OnStop(in StopRecord record)
    {
        request.Notes.Say($"{name}: the run ended after {_log.Updates.Count} of {request.Updates} updates");
        Finish();
    }

    private void FinishWhenDue()
    {
        if (_log.Updates.Count >= request.Updates) Finish();
    }

    private void Finish()
    {
        request.Cancellation.ThrowIfCancellationRequested();
        if (_model is null) throw new UsageException("The networks of this task have no recurrent layer that can be looked at step by step; diagnose one of recurrent cells.");
        Result = Look() with { Log = request.Updates == 0 ? null : _log };
        throw new DiagnosisDone();
    }

    private CellDiagnosis Look()
    {
        var recording = new SequenceRecording(_model!, request.Options.Windows);
        var tape = Tape.ForGradients(request.Options.Threads);
        using (recording)
        {
            RunOver(tape);
        }

        return request.Measure(name, recording.Read(), recording.ReadLayers());
    }

    private void RunOver(Tape tape)
    {
        var batches = _job!.BeginEpoch(0, new RandomSource(request.Options.Seed).Stream("diagnose"));
        for (var batch = 0; batch < Math.Min(batches, MostBatches); batch++)
        {
            _job.Loss(tape, batch);
            tape.Reset();
        }
    }
}
