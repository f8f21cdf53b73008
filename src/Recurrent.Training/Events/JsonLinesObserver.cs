using System.Text.Json;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Training.Events;

/// <summary>Writes one JSON object a line, the usual <c>training.jsonl</c>; numbers that JSON lacks (NaN, infinities) are strings.</summary>
/// <remarks>Each line is flushed, so that the log of a killed run is complete up to its last step.</remarks>
public sealed class JsonLinesObserver : ITrainingObserver, IDisposable
{
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Closed by <see cref="Dispose"/>.</param>
    public JsonLinesObserver(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _json = new Utf8JsonWriter(stream);
    }

    /// <summary>Writes to a file.</summary>
    /// <param name="path">Continued on a new line when it exists, as after resuming; a line that a killed run left unfinished stays alone.</param>
    public JsonLinesObserver(string path)
        : this(OpenAtNewLine(path))
    {
    }

    /// <inheritdoc/>
    public void OnStep(in StepRecord record)
    {
        Begin("step", record.Step);
        _json.WriteNumber("epoch", record.Epoch);
        Number("loss", record.Loss);
        Number("learningRate", record.LearningRate);
        Number("gradientNorm", record.GradientNorm);
        if (record.IsClipped)
            _json.WriteBoolean("clipped", true);
        Number("seconds", record.ElapsedSeconds);
        End();
    }

    /// <inheritdoc/>
    public void OnSkip(in SkipRecord record)
    {
        Begin("skip", record.Step);
        Number("loss", record.Loss);
        Number("gradientNorm", record.GradientNorm);
        _json.WriteNumber("skippedSteps", record.SkippedSteps);
        End();
    }

    /// <inheritdoc/>
    public void OnEpoch(in EpochRecord record)
    {
        Begin("epoch", record.Step);
        _json.WriteNumber("epoch", record.Epoch);
        Number("loss", record.Loss);
        Number("seconds", record.ElapsedSeconds);
        End();
    }

    /// <inheritdoc/>
    public void OnValidation(in ValidationRecord record)
    {
        Begin("validation", record.Step);
        Number("score", record.Evaluation.Score);
        _json.WriteBoolean("best", record.IsBest);
        _json.WriteStartObject("metrics");
        foreach ((string name, double value) in record.Evaluation.Metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Number(name, value);
        }

        _json.WriteEndObject();
        Number("seconds", record.ElapsedSeconds);
        End();
    }

    /// <inheritdoc/>
    public void OnCheckpoint(in CheckpointRecord record)
    {
        Begin("checkpoint", record.Step);
        _json.WriteString("folder", record.Folder);
        End();
    }

    /// <inheritdoc/>
    public void OnStop(in StopRecord record)
    {
        Begin("stop", record.Result.Steps);
        _json.WriteString("reason", record.Result.Reason.ToString());
        _json.WriteNumber("epochs", record.Result.Epochs);
        _json.WriteNumber("skippedSteps", record.Result.SkippedSteps);
        if (record.Result.BestScore is double best)
        {
            Number("bestScore", best);
            _json.WriteNumber("bestStep", record.Result.BestStep);
        }

        Number("seconds", record.ElapsedSeconds);
        End();
    }

    /// <summary>Writes how far back gradients reach: an event <c>gradients</c> with memory, factor a step and saturated gates of every recurrence.</summary>
    /// <param name="step">Steps made before.</param>
    /// <param name="layers">What was measured.</param>
    public void WriteGradients(long step, IReadOnlyList<RecurrenceDiagnosis> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Begin("gradients", step);
        _json.WriteStartArray("layers");
        foreach (RecurrenceDiagnosis layer in layers)
            WriteLayer(layer);
        _json.WriteEndArray();
        End();
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }

    private static FileStream OpenAtNewLine(string path)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (stream.Length > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
                stream.WriteByte((byte)'\n');
        }

        return stream;
    }

    private void Begin(string kind, long step)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("event", kind);
        _json.WriteNumber("step", step);
    }

    private void Number(string name, double value)
    {
        if (double.IsFinite(value))
            _json.WriteNumber(name, value);
        else
            _json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private void WriteLayer(RecurrenceDiagnosis layer)
    {
        _json.WriteStartObject();
        _json.WriteString("path", layer.Path);
        if (layer.Flow.MemoryLength is int length)
            _json.WriteNumber("memoryLength", length);
        Number("decayPerStep", layer.Flow.DecayPerStep);
        _json.WriteStartArray("gradient");
        foreach (LagGradient lag in layer.Flow.Lags)
            _json.WriteNumberValue(double.IsFinite(lag.Median) ? lag.Median : double.MaxValue);
        _json.WriteEndArray();
        _json.WriteStartArray("gates");
        foreach (GateSaturation gate in layer.Gates)
        {
            _json.WriteStartObject();
            _json.WriteString("name", gate.Name);
            Number("low", gate.Low);
            Number("high", gate.High);
            Number("mean", gate.Mean);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _stream.WriteByte((byte)'\n');
        _stream.Flush();
    }
}
