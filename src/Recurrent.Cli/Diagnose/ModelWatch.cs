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

    public void Dispose()
    {
        foreach (var recording in _recordings) recording.Dispose();
    }
}
