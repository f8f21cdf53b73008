using Recurrent.Layers.Attention;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>One layer's part of a live stream: its ring of keys and values, and scratch memory.</summary>
internal sealed class TransformerLayerStream
{
    private readonly TransformerOptions _options;
    private readonly PackedTransformerLayer _weights;
    private readonly float[] _read;
    private readonly float[] _projected;
    private readonly float[] _turned;
    private readonly float[] _inner;
    private readonly float[] _gate;

    public TransformerLayerStream(TransformerOptions options, PackedTransformerLayer weights)
    {
        (_options, _weights) = (options, weights);
        int size = options.HiddenSize;
        Ring = new KeyValueRing(options.Window, options.ChosenHeads, size, weights.RelativeBias.Length > 0);
        _read = new float[size];
        _projected = new float[3 * size];
        _turned = new float[2 * size];
        _inner = new float[weights.Inner.OutputSize];
        _gate = new float[weights.Gate is null ? 0 : _inner.Length];
    }

    public KeyValueRing Ring { get; }

    /// <summary>One step; <paramref name="current"/> is what the layer reads and then what it gives.</summary>
    public void Step(Span<float> current, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines)
    {
        int size = current.Length;
        _weights.Projection.Run(Read(current, 0), _projected);
        Span<float> heads = _projected.AsSpan(0, 2 * size);
        if (_options.Positions == AttentionPositions.Rotary)
        {
            RotateOp.Step(heads, cosines, sines, _turned, size / _options.ChosenHeads);
            heads = _turned;
        }

        Span<float> query = heads[..size];
        Ring.Add(heads[size..], _projected.AsSpan(2 * size, size));
        Ring.Attend(query, _weights.RelativeBias, _read);
        _weights.Output.Run(_read, query);
        Add(query, current, 0);
        FeedForward(Read(current, 1), query);
        Add(query, current, 1);
    }

    private ReadOnlySpan<float> Read(ReadOnlySpan<float> current, int norm)
    {
        if (_options.IsPostNorm)
        {
            return current;
        }

        _weights.Norms[norm].Run(current, _read);
        return _read;
    }

    private void Add(ReadOnlySpan<float> added, Span<float> current, int norm)
    {
        PackedAffine.Add(added, current);
        if (_options.IsPostNorm)
        {
            current.CopyTo(_read);
            _weights.Norms[norm].Run(_read, current);
        }
    }

    private void FeedForward(ReadOnlySpan<float> input, Span<float> output)
    {
        _weights.Inner.Run(input, _inner);
        StepFunctions.Activate(_inner, isRelu: _options.FeedForward == FeedForwardKind.Relu);
        if (_weights.Gate is not null)
        {
            _weights.Gate.Run(input, _gate);
            StepFunctions.Multiply(_gate, _inner);
        }

        _weights.Outer.Run(_inner, output);
    }
}
