using System.Globalization;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Runs;

/// <summary>The files a run writes while it trains; made at the first event, so that refused data leave nothing behind.</summary>
internal sealed class RunFiles(RunRequest request, TimeProvider time) : ITrainingObserver, IDisposable
{
    private readonly GradientLog? _gradients = request.Folder.RecordsGradients ? new GradientLog() : null;
    private JsonLinesObserver? _log;
    private TensorBoardObserver? _board;

    /// <summary>Steps in the newest checkpoint; null when none was written.</summary>
    public long? CheckpointSteps { get; private set; }

    /// <summary>What to tell a user whose run was interrupted.</summary>
    public string HowToGoOn => (CheckpointSteps, request.ResumeCommand) switch
    {
        ({ } steps, { } command) => string.Create(
            CultureInfo.InvariantCulture, $"Interrupted after {steps} steps; the checkpoint is in {request.Folder.Checkpoint}. Continue with:\n  {command}"),
        _ => "Interrupted: run the command again.",
    };

    /// <summary>
    /// Makes the files now, for trainings side by side: their first event may come when another of them has written a checkpoint, which making the files
    /// would remove as one of an earlier run.
    /// </summary>
    public void Begin()
    {
        if (_gradients is null) Open();
    }

    public void OnStart(in StartRecord record) => _gradients?.OnStart(record);

    public void OnStep(in StepRecord record)
    {
        _gradients?.RequireNetwork();
        Open();
        _log!.OnStep(record);
        _board?.OnStep(record);
    }

    public void OnSkip(in SkipRecord record)
    {
        Open();
        _log!.OnSkip(record);
        _board?.OnSkip(record);
    }

    public void OnEpoch(in EpochRecord record)
    {
        _log?.OnEpoch(record);
        _board?.OnEpoch(record);
        _gradients?.OnEpoch(record);
        _gradients?.WriteNew(_log);
    }

    public void OnValidation(in ValidationRecord record)
    {
        _log?.OnValidation(record);
        _board?.OnValidation(record);
    }

    public void OnCheckpoint(in CheckpointRecord record)
    {
        CheckpointSteps = record.Step;
        _log?.OnCheckpoint(record);
    }

    public void OnStop(in StopRecord record)
    {
        _log?.OnStop(record);
        _board?.OnStop(record);
        _gradients?.WritePage(request.Folder.Gradients, request.DataName, time);
    }

    public void Dispose()
    {
        _log?.Dispose();
        _board?.Dispose();
    }

    /// <summary>Leaves no folder behind that nothing can go on from: a run that failed before its first checkpoint is not there.</summary>
    public void GiveUp()
    {
        if (_log is null || request.Resume || request.Folder.HasCheckpoint) return;
        _log.Dispose();
        request.Folder.GiveUp();
    }

    private void Open()
    {
        if (_log is not null) return;
        request.Folder.Open(request.Resume);
        RunRecord.Of(request.Command, request.Reading).Write(request.Folder.Run);
        _log = new JsonLinesObserver(request.Folder.Log);
        if (request.LogFolder is { } folder) _board = new TensorBoardObserver(folder, time);
    }
}
