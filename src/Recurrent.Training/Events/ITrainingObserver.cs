namespace Recurrent.Training.Events;

/// <summary>Is told what happens in a run; every method does nothing unless it is written.</summary>
/// <remarks>Called on the training thread between two steps: an exception ends the run.</remarks>
public interface ITrainingObserver
{
    /// <summary>The run begins; nothing is computed yet.</summary>
    /// <param name="record">Model and data.</param>
    void OnStart(in StartRecord record)
    {
    }

    /// <summary>A step changed the weights.</summary>
    /// <param name="record">Loss, rate and gradient norm.</param>
    void OnStep(in StepRecord record)
    {
    }

    /// <summary>A step was skipped: its loss or gradient was infinite or not a number.</summary>
    /// <param name="record">Which step, and what was found.</param>
    void OnSkip(in SkipRecord record)
    {
    }

    /// <summary>All batches of an epoch were used.</summary>
    /// <param name="record">The epoch and its mean loss.</param>
    void OnEpoch(in EpochRecord record)
    {
    }

    /// <summary>The model was validated.</summary>
    /// <param name="record">Score and further metrics.</param>
    void OnValidation(in ValidationRecord record)
    {
    }

    /// <summary>A checkpoint is complete on disk.</summary>
    /// <param name="record">Where it is.</param>
    void OnCheckpoint(in CheckpointRecord record)
    {
    }

    /// <summary>The run ended.</summary>
    /// <param name="record">Why.</param>
    void OnStop(in StopRecord record)
    {
    }
}
