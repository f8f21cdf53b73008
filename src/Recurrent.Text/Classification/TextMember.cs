using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Text.Classification;

/// <summary>Vectors of the tokens, a recurrent encoder over them, pooling, and a linear readout.</summary>
internal sealed class TextMember : Module
{
    private const double FirstDeviation = 0.1;

    /// <summary>Sums of ratios are large beside values of a recurrent layer.</summary>
    private const float RatioScale = 0.1f;
    private readonly SequenceLayer _encoder;
    private readonly Linear? _attention;
    private readonly Linear _head;
    private readonly TextPooling _pooling;
    private readonly float _dropout;

    public TextMember(TextArchitecture architecture, InitializationScope initialization)
    {
        (_dropout, _pooling) = ((float)architecture.Dropout, architecture.Pooling);
        Table = AddModule("embedding", new Embedding(architecture.Vocabulary, architecture.Embedding, initialization.Part("embedding"), paddingIndex: 0, new Normal(FirstDeviation)));
        _encoder = AddModule("encoder", SequenceLayers.BuiltIn.Create(
            architecture.Cell,
            new RecurrentOptions
            {
                InputSize = architecture.Embedding + architecture.Ratios,
                HiddenSize = architecture.Hidden,
                Layers = architecture.Layers,
                Bidirectional = architecture.Bidirectional,
                Dropout = architecture.Dropout,
            },
            initialization.Part("encoder")));
        if (_pooling == TextPooling.Attention) _attention = AddModule("attention", new Linear(_encoder.OutputSize, 1, initialization.Part("attention"), hasBias: false));
        var pooled = (_pooling == TextPooling.MaxMean ? 2 : 1) * _encoder.OutputSize;
        _head = AddModule("head", new Linear(pooled + architecture.Ratios, architecture.Classes, initialization.Part("head")));
    }

    /// <summary>The vectors of the tokens.</summary>
    public Embedding Table { get; }

    /// <summary>The readout, whose weights are those of the pooled features, then those of the ratios.</summary>
    public Linear Head => _head;

    /// <summary>Scores of every class.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="batch">The texts.</param>
    /// <returns>Logits, <c>[B, C]</c>.</returns>
    public Tensor Run(Tape tape, TextBatch batch)
    {
        var outputs = Encode(tape, batch);
        var pooled = tape.Dropout(Pool(tape, outputs), _dropout);
        return _head.Run(tape, batch.Ratios is null ? pooled : tape.Concat(-1, pooled, tape.Scale(tape.Sum(batch.Ratios, 0), RatioScale)));
    }

    /// <summary>What every token adds to the features the readout sees, whose sum over the tokens is what it sees, and how closely it is looked at.</summary>
    /// <returns>The parts, row-major <c>[T, B, P]</c>, 0 in the padding, with P features; attention <c>[T, B]</c>, null with other pooling.</returns>
    public (float[] Parts, float[]? Attention) Parts(Tape tape, TextBatch batch)
    {
        var outputs = Encode(tape, batch);
        var attention = _attention is null ? null : Attend(tape, outputs).Values.ToArray();
        return (TextParts.Of(outputs, _pooling, attention, batch.Ratios is null ? [] : tape.Scale(batch.Ratios, RatioScale).Values), attention);
    }

    private SequenceBatch Encode(Tape tape, TextBatch batch)
    {
        var embedded = batch.Tokens.Embed(tape, Table);
        var values = tape.Dropout(embedded.Values, _dropout);
        return _encoder.Run(tape, embedded.With(batch.Ratios is null ? values : tape.Concat(-1, values, batch.Ratios))).Outputs;
    }

    private Tensor Pool(Tape tape, SequenceBatch outputs) => _pooling switch
    {
        TextPooling.Max => Largest(tape, outputs),
        TextPooling.Mean => Mean(tape, outputs),
        TextPooling.Attention => tape.Sum(tape.Multiply(outputs.Values, Attend(tape, outputs)), 0),
        _ => tape.Concat(-1, Largest(tape, outputs), Mean(tape, outputs)),
    };

    /// <summary>Outputs in the padding are 0, so the sum is that of the valid steps; a text without tokens has the mean 0.</summary>
    private static Tensor Mean(Tape tape, SequenceBatch outputs)
    {
        var shares = new float[outputs.Batch];
        for (var row = 0; row < shares.Length; row++) shares[row] = 1f / Math.Max(1, outputs.LengthOf(row));
        return tape.Multiply(tape.Sum(outputs.Values, 0), tape.Constant(shares, new Shape(shares.Length, 1)));
    }

    private static Tensor Largest(Tape tape, SequenceBatch outputs)
    {
        if (outputs.IsFull) return tape.Max(outputs.Values, 0);
        var mask = tape.SequenceMask(outputs).Reshape(new Shape(outputs.Time, outputs.Batch, 1));
        var largest = tape.Max(tape.MaskFill(outputs.Values, mask, float.MinValue), 0);
        var hasAny = new bool[outputs.Batch];
        for (var row = 0; row < hasAny.Length; row++) hasAny[row] = outputs.LengthOf(row) > 0;
        return hasAny.All(static one => one) ? largest : tape.MaskFill(largest, tape.Mask(hasAny, new Shape(hasAny.Length, 1)), 0);
    }

    /// <summary>Weights of the tokens, <c>[T, B, 1]</c>; their sum over the tokens is 1.</summary>
    private Tensor Attend(Tape tape, SequenceBatch outputs)
    {
        var scores = tape.Permute(_attention!.Run(tape, outputs.Values).Reshape(new Shape(outputs.Time, outputs.Batch)), 1, 0);
        var weights = tape.Softmax(scores, tape.Permute(tape.SequenceMask(outputs), 1, 0));
        return tape.Permute(weights, 1, 0).Reshape(new Shape(outputs.Time, outputs.Batch, 1));
    }
}
