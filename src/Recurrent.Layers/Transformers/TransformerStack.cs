using System.Globalization;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>The layers of a transformer on each other, with the map of the input and the normalisation of the output.</summary>
internal sealed class TransformerStack
{
    private readonly TransformerOptions _options;

    public TransformerStack(TransformerOptions options, bool hasCross, InitializationScope initialization)
    {
        _options = Checked(options);
        Input = options.InputSize == options.HiddenSize ? null : new Linear(options.InputSize, options.HiddenSize, initialization.Part("input"));
        InitializationScope scope = initialization.Part("layers");
        Layers = [.. Enumerable.Range(0, options.Layers).Select(layer => new TransformerLayer(options, hasCross, scope.Part(Name(layer))))];
        Norm = options.IsPostNorm ? null : new LayerNorm(options.HiddenSize);
    }

    public TransformerOptions Options => _options;

    /// <summary>The map to the width of the model; null when the input has it.</summary>
    public Linear? Input { get; }

    public TransformerLayer[] Layers { get; }

    /// <summary>The normalisation of the output; null when every layer has normalised it.</summary>
    public LayerNorm? Norm { get; }

    public static string Name(int layer) => layer.ToString(CultureInfo.InvariantCulture);

    /// <summary>Outputs and state, and what the last layer asked another sequence with.</summary>
    public SequenceOutput Run(Tape tape, SequenceBatch input, SequenceState? state, IReadOnlyList<AttentionKeys>? cross, out Tensor? asked)
    {
        if (input.Features != _options.InputSize)
        {
            throw new ArgumentException($"Got a batch {input.Values.Shape} of {input.Features} features, the transformer reads {_options.InputSize}; the layout is [T, B, features].", nameof(input));
        }

        TransformerMemory memory = TransformerMemory.Read(state, _options.Layers, input.Batch, _options.HiddenSize);
        TransformerPlace place = PlaceOf(input, memory);
        Tensor current = Start(tape, input, memory);
        var outputs = new TransformerLayerOutput[Layers.Length];
        for (int layer = 0; layer < outputs.Length; layer++)
        {
            outputs[layer] = Layers[layer].Run(tape, current, place, memory.Of(layer), cross?[layer]);
            current = outputs[layer].Steps;
        }

        asked = outputs[^1].Asked;
        current = Norm is null ? current : Norm.Run(tape, current);
        return new SequenceOutput(input.With(Padding.Cleared(tape, input.With(current))), memory.After(tape, input, outputs, _options.Window - 1));
    }

    private static TransformerOptions Checked(TransformerOptions options)
    {
        if (options is not { WeightDropout: 0, Zoneout: 0, Residual: false, Highway: false, Dilation: 1 } || !options.Recomputation.IsNone)
        {
            throw new NotSupportedException(
                "A transformer has no recurrent weights and adds to its input anyway: WeightDropout, Zoneout, Residual, Highway, Dilation and Recomputation are for recurrent layers. Leave them at their defaults and use Dropout.");
        }

        return options;
    }

    private Tensor Start(Tape tape, SequenceBatch input, TransformerMemory memory)
    {
        Tensor values = Padding.Cleared(tape, input);
        values = Input is null ? values : Input.Run(tape, values);
        return _options.Positions == AttentionPositions.Sinusoidal ? tape.Add(values, SinusoidalPositions.Of(tape, values.Shape, memory.Steps)) : values;
    }

    private TransformerPlace PlaceOf(SequenceBatch input, TransformerMemory memory)
    {
        bool isFull = input.IsFull && memory.Steps.All(steps => steps >= memory.Count);
        int[] rows = isFull ? [] : [.. Enumerable.Range(0, input.Batch)];
        var pattern = new AttentionPattern
        {
            Heads = _options.ChosenHeads,
            IsCausal = !_options.Bidirectional,
            Window = _options.Bidirectional ? 0 : _options.Window,
            Offset = memory.Count,
            QueryLengths = input.Lengths,
            KeyStarts = isFull ? default : [.. rows.Select(row => memory.Count - memory.ValidOf(row))],
            KeyEnds = isFull ? default : [.. rows.Select(row => memory.Count + input.LengthOf(row))],
        };
        bool turns = _options.Positions == AttentionPositions.Rotary;
        return new TransformerPlace(input, pattern, turns ? RotaryAngles.Of(_options.HiddenSize / _options.ChosenHeads, input.Time, memory.Steps) : null);
    }
}
