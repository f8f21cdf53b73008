using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn.utils.rnn;

namespace Recurrent.Golden;

/// <summary>The three recurrent modules of libtorch behind one call; states are [hn] or [hn, cn].</summary>
internal sealed class RecurrentModule
{
    private readonly RecurrentCase _case;
    private readonly torch.nn.Module _module;

    public RecurrentModule(RecurrentCase fixture, torch.ScalarType type)
    {
        _case = fixture;
        var (input, hidden, layers, bidirectional) = (fixture.Input, fixture.Hidden, fixture.Layers, fixture.Bidirectional);
        _module = fixture.Cell switch
        {
            "rnn-tanh" => torch.nn.RNN(input, hidden, layers, torch.nn.NonLinearities.Tanh, bidirectional: bidirectional, dtype: type),
            "rnn-relu" => torch.nn.RNN(input, hidden, layers, torch.nn.NonLinearities.ReLU, bidirectional: bidirectional, dtype: type),
            "lstm" => torch.nn.LSTM(input, hidden, layers, bidirectional: bidirectional, dtype: type),
            "gru" => torch.nn.GRU(input, hidden, layers, bidirectional: bidirectional, dtype: type),
            _ => throw new ArgumentException($"Unknown cell '{fixture.Cell}': expected rnn-tanh, rnn-relu, lstm or gru.", nameof(fixture)),
        };
    }

    public IEnumerable<(string Name, Parameter Parameter)> Parameters =>
        _module.named_parameters().Select(item => (item.name, item.parameter));

    /// <summary>Runs [T, B, I] to output [T, B, dirs * H], zero at padded steps, and the final states.</summary>
    public (torch.Tensor Output, torch.Tensor[] States) Run(torch.Tensor input, torch.Tensor[] initial)
    {
        if (_case.Lengths is null) return RunFull(input, initial);
        var packed = pack_padded_sequence(input, torch.tensor(_case.Lengths), enforce_sorted: false);
        var (output, states) = RunPacked(packed, initial);
        return (pad_packed_sequence(output, total_length: _case.Time).Item1, states);
    }

    private (torch.Tensor Output, torch.Tensor[] States) RunFull(torch.Tensor input, torch.Tensor[] initial)
    {
        switch (_module)
        {
            case LSTM lstm:
                var (output, hidden, cell) = lstm.call(input, Pair(initial));
                return (output, [hidden, cell]);
            case GRU gru:
                var (gruOutput, gruHidden) = gru.call(input, initial.FirstOrDefault()!);
                return (gruOutput, [gruHidden]);
            default:
                var (rnnOutput, rnnHidden) = ((RNN)_module).call(input, initial.FirstOrDefault()!);
                return (rnnOutput, [rnnHidden]);
        }
    }

    private (PackedSequence Output, torch.Tensor[] States) RunPacked(PackedSequence input, torch.Tensor[] initial)
    {
        switch (_module)
        {
            case LSTM lstm:
                var (output, hidden, cell) = lstm.call(input, Pair(initial));
                return (output, [hidden, cell]);
            case GRU gru:
                var (gruOutput, gruHidden) = gru.call(input, initial.FirstOrDefault()!);
                return (gruOutput, [gruHidden]);
            default:
                var (rnnOutput, rnnHidden) = ((RNN)_module).call(input, initial.FirstOrDefault()!);
                return (rnnOutput, [rnnHidden]);
        }
    }

    private static (torch.Tensor, torch.Tensor)? Pair(torch.Tensor[] states) => states.Length == 2 ? (states[0], states[1]) : null;
}
