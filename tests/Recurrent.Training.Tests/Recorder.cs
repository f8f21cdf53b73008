using Recurrent.Training.Events;

namespace Recurrent.Training.Tests;

/// <summary>Keeps every record.</summary>
internal sealed class Recorder : ITrainingObserver
{
    public List<StepRecord> Steps { get; } = [];

    public List<SkipRecord> Skips { get; } = [];

    public List<EpochRecord> Epochs { get; } = [];

    public List<ValidationRecord> Validations { get; } = [];

    public List<CheckpointRecord> Checkpoints { get; } = [];

    public List<StopRecord> Stops { get; } = [];

    public Action<long>? AfterStep { get; init; }

    public void OnStep(in StepRecord record)
    {
        Steps.Add(record);
        AfterStep?.Invoke(record.Step);
    }

    public void OnSkip(in SkipRecord record) => Skips.Add(record);

    public void OnEpoch(in EpochRecord record) => Epochs.Add(record);

    public void OnValidation(in ValidationRecord record) => Validations.Add(record);

    public void OnCheckpoint(in CheckpointRecord record) => Checkpoints.Add(record);

    public void OnStop(in StopRecord record) => Stops.Add(record);
}
