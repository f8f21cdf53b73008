using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Text.Translation.Network;

/// <summary>A transformer's decoder, and a map to the width of the vectors where the two differ.</summary>
/// <remarks>Vaswani and others, 2017, section 3.1. Its state is the keys and values of what was written so far.</remarks>
internal sealed class TransformerWriter : Module
{
    private readonly TransformerDecoder _layers;
    private readonly Linear? _readout;
    private readonly ShapedDropout _dropout;

    public TransformerWriter(TranslatorArchitecture architecture, InitializationScope initialization)
    {
        _dropout = new ShapedDropout((float)architecture.Dropout, architecture.VariationalDropout);
        _layers = AddModule("layers", new TransformerDecoder(
            new TransformerOptions
            {
                InputSize = architecture.Embedding,
                HiddenSize = architecture.Hidden,
                Layers = architecture.DecoderLayers,
                Dropout = architecture.Dropout,
                VariationalDropout = architecture.VariationalDropout,
            },
            initialization.Part("layers")));
        if (architecture.Hidden != architecture.Embedding)
            _readout = AddModule("readout", new Linear(architecture.Hidden, architecture.Embedding, initialization.Part("readout")));
    }

    /// <summary>What the layers look at, and a state in which nothing is written yet.</summary>
    public EncodedSources Start(Tape tape, SequenceBatch read) =>
        new(new LayeredMemory(_layers.Prepare(tape, read)), new DecoderState(_layers.ZeroState(read.Batch), null, null, null));

    /// <summary>Runs over T steps; what was looked at is not computed in training, which does not ask for it.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="embedded">Vectors of the tokens, <c>[T, R, E]</c>; R = B when T is above 1, else a multiple of it.</param>
    /// <param name="memory">What the layers look at, of B sentences.</param>
    /// <param name="state">R rows.</param>
    public DecoderOutput Run(Tape tape, Tensor embedded, LayeredMemory memory, DecoderState state)
    {
        var input = new SequenceBatch(_dropout.Apply(tape, embedded));
        Tensor? weights = null;
        var output = tape.IsRecording
            ? _layers.Run(tape, input, memory.Layers, state.Lower)
            : _layers.RunWithWeights(tape, input, memory.Layers, state.Lower, out weights);
        var hidden = _dropout.Apply(tape, output.Outputs.Values);
        return new DecoderOutput(_readout is null ? hidden : _readout.Run(tape, hidden), weights, state with { Lower = output.State });
    }
}
