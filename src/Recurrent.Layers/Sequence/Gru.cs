using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Gated recurrent unit layers over whole sequences, as <c>torch.nn.GRU</c>.</summary>
/// <remarks>
/// r, z = σ(·), n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}; <see cref="GruCell"/> is the same, one step at
/// a time. With layer normalisation the layer runs step by step (<see cref="RecurrentStack.Execution"/>).
/// </remarks>
public sealed class Gru : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, place of the reset, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException"><see cref="RecurrentOptions.Recomputation"/> is set together with layer normalisation or zoneout.</exception>
    public Gru(GruOptions options, InitializationScope initialization)
        : base(options, initialization, CreateUnit)
    {
    }

    private static RecurrentUnit CreateUnit(RecurrentOptions options, InitializationScope scope)
    {
        var cell = new GruCell((GruOptions)options, scope);
        if (((GruOptions)options).LayerNorm)
        {
            return SteppedUnits.Of<GruCell, HiddenState>(cell, options);
        }

        return new GruUnit(cell, options);
    }
}
