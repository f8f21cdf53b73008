using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Inspection;

/// <summary>Takes down what the recurrent layers of a model read, whatever the model is and however it is run, until it is disposed.</summary>
/// <remarks>One recording at a time for a layer. Runs on several threads may be recorded; which rows are kept does not depend on their order.</remarks>
/// <example><code>
/// using var recording = new SequenceRecording(network);
/// network.Run(tape, batch);
/// foreach (RecordedRecurrence one in recording.Read()) Console.WriteLine($"{one.Path}: {one.Sequences.Count} rows");
/// </code></example>
public sealed class SequenceRecording : IDisposable
{
    private readonly List<(string Path, Recurrence Recurrence)> _recurrences = [];
    private readonly Dictionary<Recurrence, RowLog> _logs = [];
    private readonly List<(string Path, SequenceLayer Layer)> _layers = [];
    private readonly Dictionary<SequenceLayer, RowLog> _layerLogs = [];
    private readonly List<RecordedStream> _streams = [];
    private readonly Lock _lock = new();

    /// <summary>Begins a recording.</summary>
    /// <param name="model">A layer, or a model that holds layers.</param>
    /// <param name="rows">Most rows kept of a recurrence, at least 1; the longest are kept.</param>
    /// <param name="steps">Most steps kept of a row, at least 2; the first are kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="InvalidOperationException">A layer of the model is being recorded already.</exception>
    public SequenceRecording(Module model, int rows = 32, int steps = 1024)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        Steps = steps;
        foreach ((string path, Module module) in model.Modules())
        {
            if (module is not SequenceLayer layer) continue;
            if (layer.Recurrences.Count == 0 && _layerLogs.TryAdd(layer, new RowLog(rows, steps))) _layers.Add((path, layer));
            foreach (Recurrence recurrence in layer.Recurrences)
            {
                if (_logs.TryAdd(recurrence, new RowLog(rows, steps))) _recurrences.Add((path.Length == 0 ? recurrence.Name : $"{path}.{recurrence.Name}", recurrence));
            }
        }

        string? taken = _recurrences.Find(static one => one.Recurrence.Recording is not null).Path ?? _layers.Find(static one => one.Layer.Recording is not null).Path;
        if (taken is not null)
            throw new InvalidOperationException($"The layer {taken} is being recorded already; dispose that recording first.");
        foreach ((_, Recurrence recurrence) in _recurrences) recurrence.Recording = this;
        foreach ((_, SequenceLayer layer) in _layers) layer.Recording = this;
    }

    /// <summary>Most steps kept of a row.</summary>
    internal int Steps { get; }

    /// <summary>What has been read so far.</summary>
    /// <returns>The recurrences in the order of the model's parts; those that have read nothing have no rows.</returns>
    public IReadOnlyList<RecordedRecurrence> Read()
    {
        RecordedStream[] streams;
        lock (_lock)
        {
            streams = [.. _streams];
        }

        foreach (RecordedStream stream in streams) stream.Flush();
        return [.. _recurrences.Select(one => new RecordedRecurrence(one.Path, one.Recurrence, _logs[one.Recurrence].Rows))];
    }

    /// <summary>What has been read so far by layers that are no stacks of recurrences and take part by <see cref="SequenceLayer.Record"/>.</summary>
    /// <returns>The layers in the order of the model's parts; those that have read nothing have no rows.</returns>
    public IReadOnlyList<RecordedLayer> ReadLayers() => [.. _layers.Select(one => new RecordedLayer(one.Path, one.Layer, _layerLogs[one.Layer].Rows))];

    /// <summary>Ends the recording; what was read can still be asked for.</summary>
    public void Dispose()
    {
        Read();
        foreach ((_, Recurrence recurrence) in _recurrences) recurrence.Recording = null;
        foreach ((_, SequenceLayer layer) in _layers) layer.Recording = null;
    }

    internal void Add(Recurrence recurrence, SequenceBatch input, ReadOnlySpan<Tensor> initial) =>
        _logs[recurrence].Add(input, initial.IsEmpty ? [.. recurrence.ZeroState(input.Batch)] : initial, recurrence.IsReverse);

    internal void Add(SequenceLayer layer, SequenceBatch input) => _layerLogs[layer].Add(input, [], isReverse: false);

    /// <summary>A stream whose steps are taken down too.</summary>
    internal RecordedStream Follow(SequenceStream stream, SequenceLayer layer)
    {
        var followed = new RecordedStream(stream, layer, this);
        lock (_lock)
        {
            _streams.Add(followed);
        }

        return followed;
    }
}
