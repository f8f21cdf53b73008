using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Recurrent.Tensors;

namespace Recurrent.Layers.Sequence;

/// <summary>Many live streams through the layers of a <see cref="RecurrentStack"/>.</summary>
internal sealed class StackStreamBatch : SequenceStreamBatch
{
    private const int FirstCapacity = 16;

    private readonly StreamRowsUnit[] _units;
    private readonly int _inputSize;
    private readonly int _componentCount;
    private readonly StreamPath[] _paths;
    private readonly List<bool> _isLive = [];
    private long[] _lastStep = [];
    private long _step;
    private int _count;

    public StackStreamBatch(RecurrentOptions options, StreamRowsUnit[] units, StreamPath[] paths, int componentCount)
    {
        _units = units;
        _inputSize = options.InputSize;
        _componentCount = componentCount;
        _paths = paths;
    }

    public override int Count => _count;

    public override int Add()
    {
        int stream = _isLive.IndexOf(false);
        if (stream < 0)
        {
            stream = _isLive.Count;
            Grow(stream + 1);
            _isLive.Add(true);
        }

        _isLive[stream] = true;
        _count++;
        Reset(stream);
        return stream;
    }

    public override void Remove(int stream)
    {
        _isLive[Check(stream)] = false;
        _count--;
    }

    public override void Reset(int stream)
    {
        Check(stream);
        foreach (StreamRowsUnit unit in _units)
        {
            unit.Reset(stream);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs)
    {
        CheckStep(streams, inputs);
        if (streams.IsEmpty)
        {
            // Before the first stream there is no memory to step in.
            return default;
        }

        ReadOnlySpan<float> current = inputs;
        for (int layer = 0; layer < _units.Length; layer++)
        {
            Span<float> hidden = _units[layer].Step(streams, current);
            _paths[layer].Mix(current, hidden, streams.Length);
            current = hidden;
        }

        return current;
    }

    public override SequenceState SaveState(params ReadOnlySpan<int> streams)
    {
        var components = ImmutableArray.CreateBuilder<Tensor>(_componentCount);
        for (int component = 0; component < _componentCount; component++)
        {
            var values = new List<float>();
            foreach (StreamRowsUnit unit in _units)
            {
                foreach (int stream in streams)
                {
                    values.AddRange(unit.Component(component, Check(stream)));
                }
            }

            components.Add(Tensor.FromValues(values.ToArray(), new Shape(_units.Length, streams.Length, Width(component))));
        }

        return new SequenceState(components.MoveToImmutable());
    }

    public override void RestoreState(ReadOnlySpan<int> streams, SequenceState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        CheckState(streams, state);
        for (int component = 0; component < _componentCount; component++)
        {
            int width = Width(component);
            for (int layer = 0; layer < _units.Length; layer++)
            {
                ReadOnlySpan<float> rows = state.Components[component].At(layer).Values;
                for (int row = 0; row < streams.Length; row++)
                {
                    rows.Slice(row * width, width).CopyTo(_units[layer].Component(component, streams[row]));
                }
            }
        }
    }

    private void Grow(int streams)
    {
        if (streams <= _lastStep.Length)
        {
            return;
        }

        int capacity = Math.Max(FirstCapacity, 2 * _lastStep.Length);
        foreach (StreamRowsUnit unit in _units)
        {
            unit.Grow(capacity);
        }

        Array.Resize(ref _lastStep, capacity);
    }

    private int Check(int stream) => (uint)stream < (uint)_isLive.Count && _isLive[stream]
        ? stream
        : throw new ArgumentOutOfRangeException(nameof(stream), stream, $"There is no such stream among the {_count} of this batch; give a number that Add returned and Remove has not seen.");

    private void CheckStep(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs)
    {
        if (inputs.Length != (long)streams.Length * _inputSize)
        {
            throw new ArgumentException($"Got {inputs.Length} features for {streams.Length} streams; the layer reads {_inputSize} of each.", nameof(inputs));
        }

        CheckDistinct(streams);
    }

    private void CheckDistinct(ReadOnlySpan<int> streams)
    {
        _step++;
        foreach (int stream in streams)
        {
            ref long last = ref _lastStep[Check(stream)];
            if (last == _step)
            {
                throw new ArgumentException($"Stream {stream} is named twice; a second input of one stream is a step of its own.", nameof(streams));
            }

            last = _step;
        }
    }

    private void CheckState(ReadOnlySpan<int> streams, SequenceState state)
    {
        CheckDistinct(streams);
        bool fits = state.Components.Length == _componentCount;
        for (int component = 0; fits && component < _componentCount; component++)
        {
            fits = streams.Length == 0 || state.Components[component].Shape == new Shape(_units.Length, streams.Length, Width(component));
        }

        if (!fits)
        {
            throw new ArgumentException(
                $"Got a state of {string.Join(" and ", state.Components.Select(component => component.Shape))} for {streams.Length} streams; this layer needs " +
                $"{_componentCount} of [{_units.Length}, {streams.Length}, H], one row for each stream. Use SelectRows.", nameof(state));
        }
    }

    private int Width(int component) => _count == 0 && _lastStep.Length == 0 ? 0 : _units[0].Component(component, 0).Length;
}
