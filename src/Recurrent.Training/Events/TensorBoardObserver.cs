using System.Globalization;

namespace Recurrent.Training.Events;

/// <summary>Writes scalars to an event file that TensorBoard shows: loss, learning rate, gradient norm, validation score and metrics.</summary>
public sealed class TensorBoardObserver : ITrainingObserver, IDisposable
{
    private readonly EventFileWriter _writer;

    /// <summary>Starts a new event file.</summary>
    /// <param name="folder">The run's log folder; made when it is missing.</param>
    /// <param name="time">The clock for the events' wall time and the file's name; null for the system's.</param>
    public TensorBoardObserver(string folder, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        Directory.CreateDirectory(folder);
        string stamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        Path = System.IO.Path.Combine(folder, $"events.out.tfevents.{stamp}.recurrent");
        _writer = new EventFileWriter(new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read), time);
    }

    /// <summary>The event file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void OnStep(in StepRecord record)
    {
        _writer.Scalar("train/loss", record.Step, record.Loss);
        _writer.Scalar("train/learning_rate", record.Step, record.LearningRate);
        _writer.Scalar("train/gradient_norm", record.Step, record.GradientNorm);
    }

    /// <inheritdoc/>
    public void OnSkip(in SkipRecord record) => _writer.Scalar("train/skipped_steps", record.Step, record.SkippedSteps);

    /// <inheritdoc/>
    public void OnEpoch(in EpochRecord record)
    {
        _writer.Scalar("train/epoch_loss", record.Step, record.Loss);
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void OnValidation(in ValidationRecord record)
    {
        _writer.Scalar("validation/score", record.Step, record.Evaluation.Score);
        foreach ((string name, double value) in record.Evaluation.Metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _writer.Scalar("validation/" + name, record.Step, value);
        }

        _writer.Flush();
    }

    /// <inheritdoc/>
    public void OnStop(in StopRecord record) => _writer.Flush();

    /// <summary>Closes the file.</summary>
    public void Dispose() => _writer.Dispose();
}
