using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Recurrent.Tensors;

namespace Recurrent.Layers.Sequence;

/// <summary>A live stream through the layers of a <see cref="RecurrentStack"/>.</summary>
internal sealed class StackStream : SequenceStream
{
    private readonly StreamUnit[] _units;
    private readonly StreamPath[] _paths;
    private readonly float[][] _mixed;
    private readonly int _inputSize;
    private readonly int _componentCount;

    public StackStream(RecurrentOptions options, StreamUnit[] units, StreamPath[] paths, int componentCount)
    {
        _units = units;
        _paths = paths;
        _inputSize = options.InputSize;
        _componentCount = componentCount;

        // Where a path goes around a layer, the mixture needs a place of its own: the state must stay as it is.
        _mixed = [.. paths.Select(path => path.Exists ? new float[options.OutputWidth] : [])];
        Reset();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        if (input.Length != _inputSize)
        {
            throw new ArgumentException($"Got a step of {input.Length} features, the layer reads {_inputSize}.", nameof(input));
        }

        ReadOnlySpan<float> current = input;
        for (int layer = 0; layer < _units.Length; layer++)
        {
            ReadOnlySpan<float> hidden = _units[layer].Step(current);
            if (!_paths[layer].Exists)
            {
                current = hidden;
                continue;
            }

            hidden.CopyTo(_mixed[layer]);
            _paths[layer].Mix(current, _mixed[layer], rows: 1);
            current = _mixed[layer];
        }

        return current;
    }

    public override void Reset()
    {
        foreach (StreamUnit unit in _units)
        {
            unit.Reset();
        }
    }

    public override SequenceState SaveState()
    {
        var components = ImmutableArray.CreateBuilder<Tensor>(_componentCount);
        for (int component = 0; component < _componentCount; component++)
        {
            var values = new List<float>();
            foreach (StreamUnit unit in _units)
            {
                values.AddRange(unit.Component(component));
            }

            components.Add(Tensor.FromValues(values.ToArray(), ShapeOf(component)));
        }

        return new SequenceState(components.MoveToImmutable());
    }

    public override void RestoreState(SequenceState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        bool fits = state.Components.Length == _componentCount;
        for (int component = 0; fits && component < _componentCount; component++)
        {
            fits = state.Components[component].Shape == ShapeOf(component);
        }

        if (!fits)
        {
            throw new ArgumentException(
                $"Got a state of {string.Join(" and ", state.Components.Select(component => component.Shape))}, this stream needs " +
                $"{string.Join(" and ", Enumerable.Range(0, _componentCount).Select(ShapeOf))}; a stream is one row, take it with SelectRows(row).", nameof(state));
        }

        for (int component = 0; component < _componentCount; component++)
        {
            for (int layer = 0; layer < _units.Length; layer++)
            {
                state.Components[component].At(layer).Values.CopyTo(_units[layer].Component(component));
            }
        }
    }

    private Shape ShapeOf(int component) => new(_units.Length, 1, _units[0].Component(component).Length);
}
