using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Text.Translation.Network;

/// <summary>From where the encoder ends to where the decoder starts: tanh(W [h→; h←] + b) for every layer and kind of memory.</summary>
/// <remarks>Bahdanau, Cho and Bengio, 2015, appendix A.2.2, with both directions instead of the backward one alone.</remarks>
internal sealed class Bridge : Module
{
    private readonly Linear[] _maps;
    private readonly int _hidden;
    private readonly int _layers;

    /// <summary>Makes a bridge.</summary>
    /// <param name="hidden">H of encoder and decoder.</param>
    /// <param name="layers">Layers of the decoder.</param>
    /// <param name="components">Tensors of a layer's state: 1, or 2 for an LSTM.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public Bridge(int hidden, int layers, int components, InitializationScope initialization)
    {
        (_hidden, _layers) = (hidden, layers);
        _maps = [.. Enumerable.Range(0, components).Select(index => AddModule($"map{index}", new Linear(2 * hidden, layers * hidden, initialization.Part($"map{index}"))))];
    }

    /// <summary>States of all layers of the decoder, each of one layer.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="encoder">The encoder's state; its last two units are the two directions of its last layer.</param>
    public SequenceState[] Run(Tape tape, SequenceState encoder)
    {
        var batch = encoder.Batch;
        Tensor[] all = [.. _maps.Select((map, index) =>
        {
            var component = encoder.Components[index];
            var last = component.Shape[0];
            return tape.Tanh(map.Run(tape, tape.Concat(-1, component.At(last - 2), component.At(last - 1))));
        })];
        return
        [
            .. Enumerable.Range(0, _layers).Select(layer => new SequenceState(
                [.. all.Select(one => tape.Slice(one, -1, layer * _hidden, _hidden).Reshape(new Shape(1, batch, _hidden)))])),
        ];
    }
}
