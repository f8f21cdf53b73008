using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Recurrent.Tensors;

namespace Recurrent.Layers.Sequence;

/// <summary>A live stream through the layers of a <see cref="RecurrentStack"/>.</summary>
internal sealed class StackStream : SequenceStream
{
    private readonly StreamUnit[] _units;
    private readonly float[][] _sums;
    private readonly int _inputSize;
    private readonly int _componentCount;

    public StackStream(RecurrentOptions options, StreamUnit[] units, int componentCount)
    {
        _units = units;
        _inputSize = options.InputSize;
        _componentCount = componentCount;

        // Where a layer adds its input to its hidden state, the sum needs a place of its own: the state must stay as it is.
        _sums = [.. units.Select((_, layer) => options.Residual && layer > 0 ? new float[options.OutputWidth] : [])];
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
            current = _sums[layer].Length == 0 ? hidden : Add(hidden, current, _sums[layer]);
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

    private static float[] Add(ReadOnlySpan<float> hidden, ReadOnlySpan<float> input, float[] destination)
    {
        for (int unit = 0; unit < destination.Length; unit++)
        {
            destination[unit] = hidden[unit] + input[unit];
        }

        return destination;
    }

    private Shape ShapeOf(int component) => new(_units.Length, 1, _units[0].Component(component).Length);
}
