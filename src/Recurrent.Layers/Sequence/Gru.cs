using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Gated recurrent unit layers over whole sequences, as <c>torch.nn.GRU</c>.</summary>
/// <remarks>
/// r, z = σ(·), n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}; <see cref="GruCell"/> is the same, one step at
/// a time. With the reset before the matrix the layer runs step by step, which is several times slower.
/// </remarks>
public sealed class Gru : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, place of the reset, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    public Gru(GruOptions options, InitializationScope initialization)
        : base(options, initialization, (own, scope) => Unit((GruOptions)own, scope))
    {
    }

    // The fused kernels have the reset after the matrix; before it, the plain loop over time gives the numbers.
    private static RecurrentUnit Unit(GruOptions options, InitializationScope scope) =>
        options.ResetAfter ? new GruUnit(new GruCell(options, scope)) : new CellUnit<GruCell, HiddenState>(new GruCell(options, scope));
}
