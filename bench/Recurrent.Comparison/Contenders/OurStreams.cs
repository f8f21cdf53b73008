using Recurrent.Comparison.Cases;
using Recurrent.Layers.Sequence;

namespace Recurrent.Comparison.Contenders;

/// <summary>One step of each of many live streams: together, or one after the other.</summary>
internal sealed class OurStreams : IContender
{
    private const int ProbeSteps = 8;
    private readonly int _width;
    private readonly float[] _inputs;
    private readonly int[] _numbers;
    private readonly SequenceStreamBatch _batch;
    private readonly SequenceStream[] _alone;

    /// <param name="data">One row for each stream.</param>
    /// <param name="options">Threads and weights.</param>
    /// <param name="areTogether">Whether the streams make their steps together.</param>
    public OurStreams(SequenceData data, StreamOptions options, bool areTogether)
    {
        SequenceLayer layer = Recurrence.Load(Recurrence.Create(data.Sizes), data.Weights);
        _width = data.Sizes.Input;
        _inputs = data.Input;
        _batch = layer.OpenStreams(options);
        _numbers = areTogether ? [.. Enumerable.Range(0, data.Sizes.Batch).Select(_ => _batch.Add())] : [];
        _alone = areTogether ? [] : [.. Enumerable.Range(0, data.Sizes.Batch).Select(_ => layer.OpenStream(options))];
    }

    public string Name => _alone.Length == 0 ? "ours" : "ours, one after the other";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        List<float> outputs = [];
        for (int step = 0; step < ProbeSteps; step++)
        {
            if (_alone.Length == 0)
            {
                outputs.AddRange(_batch.Step(_numbers, _inputs));
            }

            for (int stream = 0; stream < _alone.Length; stream++)
            {
                outputs.AddRange(_alone[stream].Step(_inputs.AsSpan(stream * _width, _width)));
            }
        }

        return new Dictionary<string, float[]> { ["output"] = [.. outputs] };
    }

    public void Run()
    {
        if (_alone.Length == 0)
        {
            _batch.Step(_numbers, _inputs);
        }

        for (int stream = 0; stream < _alone.Length; stream++)
        {
            _alone[stream].Step(_inputs.AsSpan(stream * _width, _width));
        }
    }

    public void Dispose()
    {
        // Managed memory only.
    }
}
