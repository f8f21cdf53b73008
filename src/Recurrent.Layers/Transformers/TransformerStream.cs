using Recurrent.Layers.Attention;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>A live stream through a transformer.</summary>
internal sealed class TransformerStream : SequenceStream
{
    private readonly PackedTransformer _weights;
    private readonly TransformerLayerStream[] _layers;
    private readonly double[] _turns;
    private readonly float[] _cosines;
    private readonly float[] _sines;
    private readonly float[] _current;
    private readonly float[] _output;
    private long _steps;

    public TransformerStream(PackedTransformer weights)
    {
        _weights = weights;
        TransformerOptions options = weights.Options;
        _layers = [.. weights.Layers.Select(layer => new TransformerLayerStream(options, layer))];
        _turns = options.Positions switch
        {
            AttentionPositions.Rotary => RotaryAngles.TurnsOf(options.HiddenSize / options.ChosenHeads),
            AttentionPositions.Sinusoidal => SinusoidalPositions.TurnsOf(options.HiddenSize),
            _ => [],
        };
        _cosines = new float[_turns.Length];
        _sines = new float[_turns.Length];
        _current = new float[options.HiddenSize];
        _output = new float[options.HiddenSize];
    }

    private TransformerOptions Options => _weights.Options;

    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        if (input.Length != Options.InputSize)
        {
            throw new ArgumentException($"Got a step of {input.Length} features, the layer reads {Options.InputSize}.", nameof(input));
        }

        Start(input);
        foreach (TransformerLayerStream layer in _layers)
        {
            layer.Step(_current, _cosines, _sines);
        }

        _steps++;
        if (_weights.Norm is null)
        {
            return _current;
        }

        _weights.Norm.Run(_current, _output);
        return _output;
    }

    public override void Reset()
    {
        _steps = 0;
        foreach (TransformerLayerStream layer in _layers)
        {
            layer.Ring.Clear();
        }
    }

    public override SequenceState SaveState()
    {
        int size = Options.HiddenSize, count = (int)Math.Min(_steps, Options.Window - 1);
        var keys = new float[_layers.Length * count * size];
        var values = new float[keys.Length];
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            int start = layer * count * size;
            _layers[layer].Ring.CopyLast(count, keys.AsSpan(start, count * size), values.AsSpan(start, count * size));
        }

        var shape = new Shape(_layers.Length, 1, count, size);
        return TransformerMemory.Of(Tensor.FromValues(keys, shape), Tensor.FromValues(values, shape), [_steps]);
    }

    public override void RestoreState(SequenceState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        int size = Options.HiddenSize;
        TransformerMemory memory = TransformerMemory.Read(state, _layers.Length, 1, size);
        Reset();
        _steps = memory.Steps[0];
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            if (memory.Of(layer) is not { } remembered)
            {
                continue;
            }

            for (int slot = memory.Count - Math.Min(memory.ValidOf(0), Options.Window - 1); slot < memory.Count; slot++)
            {
                _layers[layer].Ring.Add(remembered.Keys.Values.Slice(slot * size, size), remembered.Values.Values.Slice(slot * size, size));
            }
        }
    }

    private void Start(ReadOnlySpan<float> input)
    {
        if (_weights.Input is null)
        {
            input.CopyTo(_current);
        }
        else
        {
            _weights.Input.Run(input, _current);
        }

        if (Options.Positions == AttentionPositions.Rotary)
        {
            RotaryAngles.Fill(_steps, _turns, _cosines, _sines);
        }
        else if (Options.Positions == AttentionPositions.Sinusoidal)
        {
            SinusoidalPositions.Fill(_steps, _turns, _output);
            PackedAffine.Add(_output, _current);
        }
    }
}
