using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>The files a run writes while it trains; made at the first event, so that refused data leave nothing behind.</summary>
internal sealed class DetectRunFiles(DetectRequest request, TimeProvider time) : ITrainingObserver, IDisposable
{
    private JsonLinesObserver? _log;
    private TensorBoardObserver? _board;

    /// <summary>Steps in the newest checkpoint; null when none was written.</summary>
    public long? CheckpointSteps { get; private set; }

    public void OnStep(in StepRecord record)
    {
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
    }

    public void Dispose()
    {
        _log?.Dispose();
        _board?.Dispose();
    }

    private void Open()
    {
        if (_log is not null) return;
        request.Folder.Open(request.Resume);
        RunRecord.Of(request.Command, new SeriesReaderOptions()).Write(request.Folder.Run);
        _log = new JsonLinesObserver(request.Folder.Log);
        if (request.LogFolder is { } folder) _board = new TensorBoardObserver(folder, time);
    }
}
