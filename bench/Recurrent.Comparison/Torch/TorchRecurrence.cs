using Recurrent.Comparison.Cases;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn.utils.rnn;

namespace Recurrent.Comparison.Torch;

/// <summary>The three recurrent modules of libtorch behind one call.</summary>
internal sealed class TorchRecurrence : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly CellKind _cell;
    private readonly torch.nn.Module _recurrent;
    private readonly torch.Tensor? _lengths;
    private readonly int _time;

    public TorchRecurrence(SequenceCase sizes, IEnumerable<int>? lengths)
        : base("recurrence")
    {
        _cell = sizes.Cell;
        _time = sizes.Time;
        _lengths = lengths is null ? null : torch.tensor([.. lengths.Select(length => (long)length)]);
        _recurrent = sizes.Cell switch
        {
            CellKind.Lstm => torch.nn.LSTM(sizes.Input, sizes.Hidden, sizes.Layers),
            CellKind.Gru => torch.nn.GRU(sizes.Input, sizes.Hidden, sizes.Layers),
            _ => torch.nn.RNN(sizes.Input, sizes.Hidden, sizes.Layers),
        };
        register_module("recurrent", _recurrent);
    }

    /// <summary>Runs <c>[T, B, I]</c> to <c>[T, B, H]</c>; rows of different lengths are packed, and padded with 0 afterwards.</summary>
    public override torch.Tensor forward(torch.Tensor input)
    {
        if (_lengths is null)
        {
            return _cell switch
            {
                CellKind.Lstm => ((LSTM)_recurrent).call(input, null).Item1,
                CellKind.Gru => ((GRU)_recurrent).call(input, null!).Item1,
                _ => ((RNN)_recurrent).call(input, null!).Item1,
            };
        }

        PackedSequence packed = pack_padded_sequence(input, _lengths, enforce_sorted: false);
        PackedSequence output = _cell switch
        {
            CellKind.Lstm => ((LSTM)_recurrent).call(packed, null).Item1,
            CellKind.Gru => ((GRU)_recurrent).call(packed, null!).Item1,
            _ => ((RNN)_recurrent).call(packed, null!).Item1,
        };
        return pad_packed_sequence(output, total_length: _time).Item1;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lengths?.Dispose();
        }

        base.Dispose(disposing);
    }
}
