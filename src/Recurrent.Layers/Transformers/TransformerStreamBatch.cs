using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Layers.Transformers;

/// <summary>Many live streams over one transformer's weights, each with its ring of keys and values.</summary>
internal sealed class TransformerStreamBatch(PackedTransformer weights) : SequenceStreamBatch
{
    private readonly List<TransformerStream?> _streams = [];
    private readonly HashSet<int> _named = [];
    private float[] _outputs = [];

    public override int Count => _streams.Count(stream => stream is not null);

    public override int Add()
    {
        int stream = _streams.IndexOf(null);
        if (stream < 0)
        {
            stream = _streams.Count;
            _streams.Add(null);
            _named.EnsureCapacity(_streams.Count);
        }

        _streams[stream] = new TransformerStream(weights);
        return stream;
    }

    public override void Remove(int stream)
    {
        Of(stream);
        _streams[stream] = null;
    }

    public override void Reset(int stream) => Of(stream).Reset();

    public override ReadOnlySpan<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs)
    {
        (int inputSize, int size) = (weights.Options.InputSize, weights.Options.HiddenSize);
        if (inputs.Length != (long)streams.Length * inputSize)
        {
            throw new ArgumentException($"Got {inputs.Length} features for {streams.Length} streams; the layer reads {inputSize} of each.", nameof(inputs));
        }

        RequireDistinct(streams);
        if (_outputs.Length < streams.Length * size)
        {
            _outputs = new float[streams.Length * size];
        }

        for (int index = 0; index < streams.Length; index++)
        {
            Of(streams[index]).Step(inputs.Slice(index * inputSize, inputSize)).CopyTo(_outputs.AsSpan(index * size));
        }

        return _outputs.AsSpan(0, streams.Length * size);
    }

    public override SequenceState SaveState(params ReadOnlySpan<int> streams)
    {
        (int layers, int size) = (weights.Layers.Length, weights.Options.HiddenSize);
        var states = new TransformerMemory[streams.Length];
        for (int index = 0; index < states.Length; index++)
        {
            states[index] = TransformerMemory.Read(Of(streams[index]).SaveState(), layers, 1, size);
        }

        int count = states.Length == 0 ? 0 : states.Max(state => state.Count);
        var shape = new Shape(layers, states.Length, count, size);
        float[] keys = new float[shape.Length], values = new float[shape.Length];
        for (int row = 0; row < states.Length; row++)
        {
            int missing = (count - states[row].Count) * size;
            for (int layer = 0; layer < layers && states[row].Of(layer) is { } memory; layer++)
            {
                int start = (((layer * states.Length) + row) * count * size) + missing;
                memory.Keys.Values.CopyTo(keys.AsSpan(start));
                memory.Values.Values.CopyTo(values.AsSpan(start));
            }
        }

        return TransformerMemory.Of(Tensor.FromValues(keys, shape), Tensor.FromValues(values, shape), [.. states.Select(state => state.Steps[0])]);
    }

    public override void RestoreState(ReadOnlySpan<int> streams, SequenceState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        RequireDistinct(streams);
        TransformerMemory.Read(state, weights.Layers.Length, streams.Length, weights.Options.HiddenSize);
        for (int row = 0; row < streams.Length; row++)
        {
            Of(streams[row]).RestoreState(state.SelectRows(row));
        }
    }

    private TransformerStream Of(int stream) => (uint)stream < (uint)_streams.Count && _streams[stream] is { } found
        ? found
        : throw new ArgumentOutOfRangeException(nameof(stream), stream, $"There is no such stream among the {Count} of this batch; give a number that Add returned and Remove has not seen.");

    private void RequireDistinct(ReadOnlySpan<int> streams)
    {
        _named.Clear();
        foreach (int stream in streams)
        {
            Of(stream);
            if (!_named.Add(stream))
            {
                throw new ArgumentException($"Stream {stream} is named twice; a second input of one stream is a step of its own.", nameof(streams));
            }
        }
    }
}
