using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Simple recurrent layers over whole sequences, as <c>torch.nn.RNN</c>.</summary>
/// <remarks>h_t = tanh(W_ih x_t + b_ih + W_hh h_{t−1} + b_hh), or ReLU in place of tanh; <see cref="RnnCell"/> is the same, one step at a time.</remarks>
public sealed class Rnn : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, nonlinearity, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public Rnn(RnnOptions options, InitializationScope initialization)
        : base(options, initialization, CreateUnit)
    {
    }

    private static RecurrentUnit CreateUnit(RecurrentOptions options, InitializationScope scope)
    {
        var cell = new RnnCell((RnnOptions)options, scope);
        return new RnnUnit(cell, options);
    }
}
