using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Text.Translation.Network;

/// <summary>Recurrent layers that read the source in both directions.</summary>
internal sealed class TranslatorEncoder : Module
{
    private readonly SequenceLayer _layers;
    private readonly ShapedDropout _dropout;

    public TranslatorEncoder(TranslatorArchitecture architecture, InitializationScope initialization)
    {
        _dropout = new ShapedDropout((float)architecture.Dropout, architecture.VariationalDropout);
        _layers = AddModule("layers", SequenceLayers.BuiltIn.Create(
            architecture.Cell,
            new RecurrentOptions
            {
                InputSize = architecture.Embedding,
                HiddenSize = architecture.Hidden,
                Layers = architecture.EncoderLayers,
                Bidirectional = true,
                Dropout = architecture.Dropout,
                VariationalDropout = architecture.VariationalDropout,
            },
            initialization.Part("layers")));
    }

    /// <summary>Values of each tensor of a layer's state: H, twice for an LSTM.</summary>
    public int[] StateWidths() => [.. _layers.ZeroState(1).Components.Select(component => component.Shape[-1])];

    /// <summary>Reads.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="embedded">Vectors of the source's tokens, <c>[S, B, E]</c> with lengths.</param>
    /// <returns>Outputs <c>[S, B, 2H]</c> and the last states.</returns>
    public SequenceOutput Run(Tape tape, SequenceBatch embedded)
    {
        var output = _layers.Run(tape, embedded.With(_dropout.Apply(tape, embedded.Values)));
        return output with { Outputs = output.Outputs.With(_dropout.Apply(tape, output.Outputs.Values)) };
    }
}
