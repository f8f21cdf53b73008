using Recurrent.Layers;
using Recurrent.Layers.Inspection;

namespace Recurrent.Cli.Diagnose;

/// <summary>Records what the layers of a model read while it is evaluated.</summary>
internal sealed class ModelWatch(int rows) : IModelProbe, IDisposable
{
    private readonly List<SequenceRecording> _recordings = [];

    public void OnModel(Module network) => _recordings.Add(new SequenceRecording(network, rows));

    /// <summary>What was read; several networks of one model are numbered.</summary>
    public IEnumerable<RecordedRecurrence> Read() => _recordings.SelectMany((recording, index) =>
        recording.Read().Select(one => _recordings.Count == 1 ? one : one with { Path = $"network{index}.{one.Path}" }));

    /// <summary>What was read by layers that are no stacks of recurrences.</summary>
    public IEnumerable<RecordedLayer> ReadLayers() => _recordings.SelectMany((recording, index) =>
        recording.ReadLayers().Select(one => _recordings.Count == 1 ? one : one with { Path = $"network{index}.{one.Path}" }));

    /// <summary>Whether anything was read.</summary>
    public bool HasAny => Read().Any(static one => one.Sequences.Count > 0) || ReadLayers().Any(static one => one.Sequences.Count > 0);

    public void Dispose()
    {
        foreach (var recording in _recordings) recording.Dispose();
    }
}
