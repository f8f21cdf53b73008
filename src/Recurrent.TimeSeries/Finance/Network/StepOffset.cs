using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>Tells observers of many short trainings as if they were one.</summary>
internal sealed class StepOffset(IReadOnlyList<ITrainingObserver> observers) : ITrainingObserver
{
    private long _steps;
    private int _epochs;
    private double _seconds;

    /// <summary>Steps of all trainings that have ended.</summary>
    public long Steps => _steps;

    /// <summary>Seconds of all trainings that have ended.</summary>
    public double Seconds => _seconds;

    public void OnStart(in StartRecord record)
    {
        var moved = record with { Step = _steps + record.Step };
        foreach (var observer in observers) observer.OnStart(moved);
    }

    public void OnStep(in StepRecord record)
    {
        var moved = record with { Step = _steps + record.Step, Epoch = _epochs + record.Epoch, ElapsedSeconds = _seconds + record.ElapsedSeconds };
        foreach (var observer in observers) observer.OnStep(moved);
    }

    public void OnSkip(in SkipRecord record)
    {
        var moved = record with { Step = _steps + record.Step };
        foreach (var observer in observers) observer.OnSkip(moved);
    }

    public void OnEpoch(in EpochRecord record)
    {
        var moved = record with { Step = _steps + record.Step, Epoch = _epochs + record.Epoch, ElapsedSeconds = _seconds + record.ElapsedSeconds };
        foreach (var observer in observers) observer.OnEpoch(moved);
    }

    public void OnValidation(in ValidationRecord record)
    {
        var moved = record with { Step = _steps + record.Step, ElapsedSeconds = _seconds + record.ElapsedSeconds };
        foreach (var observer in observers) observer.OnValidation(moved);
    }

    public void OnCheckpoint(in CheckpointRecord record)
    {
        var moved = record with { Step = _steps + record.Step };
        foreach (var observer in observers) observer.OnCheckpoint(moved);
    }

    /// <summary>One training of many ended: the observers are not told, they go on with the next.</summary>
    public void OnStop(in StopRecord record)
    {
        _steps += record.Result.Steps;
        _epochs += record.Result.Epochs;
        _seconds += record.ElapsedSeconds;
    }

    /// <summary>The last training ended.</summary>
    public void Finish(in StopRecord last)
    {
        var all = new StopRecord(last.Result with { Steps = _steps, Epochs = _epochs }, _seconds);
        foreach (var observer in observers) observer.OnStop(all);
    }
}
