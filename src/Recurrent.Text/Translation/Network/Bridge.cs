using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Text.Translation.Network;

/// <summary>From where the encoder ends to where the decoder starts: tanh(W [h→; h←] + b) for every layer and kind of memory.</summary>
/// <remarks>
/// Bahdanau, Cho and Bengio, 2015, appendix A.2.2, with both directions instead of the backward one alone. Of states with a normaliser, such as
/// those of an sLSTM, whose parts mean something together only, the hidden state alone is passed on.
/// </remarks>
internal sealed class Bridge : Module
{
    // Hidden state and memory; what has more parts has a normaliser.
    private const int MostMapped = 2;

    private readonly Linear[] _maps;
    private readonly int[] _widths;
    private readonly int _layers;

    /// <summary>Makes a bridge.</summary>
    /// <param name="widths">Values of each tensor of a layer's state: H, twice for an LSTM.</param>
    /// <param name="layers">Layers of the decoder.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public Bridge(int[] widths, int layers, InitializationScope initialization)
    {
        (_widths, _layers) = (widths, layers);
        _maps = [.. Enumerable.Range(0, widths.Length <= MostMapped ? widths.Length : 1).Select(
            index => AddModule($"map{index}", new Linear(2 * widths[index], layers * widths[index], initialization.Part($"map{index}"))))];
    }

    /// <summary>States of all layers of the decoder, each of one layer.</summary>
    /// <param name="tape">Where the result lives.</param>
    /// <param name="encoder">The encoder's state; its last two units are the two directions of its last layer.</param>
    public SequenceState[] Run(Tape tape, SequenceState encoder)
    {
        var batch = encoder.Batch;
        Tensor[] all = [.. _widths.Select((width, index) => index < _maps.Length ? Map(index) : tape.Zeros(new Shape(batch, _layers * width)))];
        return
        [
            .. Enumerable.Range(0, _layers).Select(layer => new SequenceState(
                [.. all.Select((one, index) => tape.Slice(one, -1, layer * _widths[index], _widths[index]).Reshape(new Shape(1, batch, _widths[index])))])),
        ];

        Tensor Map(int index)
        {
            var component = encoder.Components[index];
            var last = component.Shape[0];
            return tape.Tanh(_maps[index].Run(tape, tape.Concat(-1, component.At(last - 2), component.At(last - 1))));
        }
    }
}
