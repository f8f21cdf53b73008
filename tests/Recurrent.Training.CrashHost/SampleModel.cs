using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Training.CrashHost;

/// <summary>Two LSTM layers with dropout between them and a dense head on the last hidden state.</summary>
public sealed class SampleModel : Module
{
    public const int Features = 3;
    private readonly Lstm _lstm;
    private readonly Linear _head;

    public SampleModel(ulong seed)
    {
        var random = new RandomSource(seed);
        _lstm = AddModule("lstm", new Lstm(new LstmOptions { InputSize = Features, HiddenSize = 8, Layers = 2, Dropout = 0.3 }, random));
        _head = AddModule("head", new Linear(8, 1, random));
    }

    public Tensor Run(Tape tape, SequenceBatch input)
    {
        SequenceState state = _lstm.Run(tape, input).State;
        return _head.Run(tape, tape.Slice(state.Hidden, 0, 1, 1).Reshape(new Shape(input.Batch, 8)));
    }
}
