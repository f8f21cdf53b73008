using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>A recurrent encoder, mean and maximum over time, and a linear readout.</summary>
internal sealed class ClassifierMember : Module
{
    private const float BelowAny = -2;
    private readonly SequenceLayer _encoder;
    private readonly Linear _head;
    private readonly float _dropout;

    public ClassifierMember(ClassifierArchitecture architecture, InitializationScope initialization)
    {
        _dropout = (float)architecture.Dropout;
        _encoder = AddModule("encoder", SequenceLayers.BuiltIn.Create(
            architecture.Cell,
            new RecurrentOptions
            {
                InputSize = architecture.Inputs,
                HiddenSize = architecture.Hidden,
                Layers = architecture.Layers,
                Bidirectional = architecture.Bidirectional,
                Dropout = architecture.Dropout,
            },
            initialization.Part("encoder")));
        _head = AddModule("head", new Linear(2 * _encoder.OutputSize, architecture.Classes, initialization.Part("head")));
    }

    /// <summary>Scores of every class.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="batch">Features, <c>[T, B, D]</c>, every row at least one step long.</param>
    /// <returns>Logits, <c>[B, C]</c>.</returns>
    public Tensor Run(Tape tape, SequenceBatch batch)
    {
        var outputs = _encoder.Run(tape, batch).Outputs;
        return _head.Run(tape, tape.Dropout(Pool(tape, outputs), _dropout));
    }

    /// <summary>Mean and maximum over the valid steps. <c>[B, 2H]</c></summary>
    private static Tensor Pool(Tape tape, SequenceBatch outputs)
    {
        var shares = new float[outputs.Batch];
        for (var row = 0; row < shares.Length; row++) shares[row] = 1f / outputs.LengthOf(row);
        // Outputs in the padding are 0, so the sum is that of the valid steps.
        var mean = tape.Multiply(tape.Sum(outputs.Values, 0), tape.Constant(shares, new Shape(shares.Length, 1)));
        var values = outputs.Values;
        if (!outputs.IsFull)
        {
            var mask = tape.SequenceMask(outputs).Reshape(new Shape(outputs.Time, outputs.Batch, 1));
            values = tape.MaskFill(values, mask, BelowAny);
        }
        return tape.Concat(-1, mean, tape.Max(values, 0));
    }
}
