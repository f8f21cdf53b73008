using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Long short-term memory layers over whole sequences, as <c>torch.nn.LSTM</c>.</summary>
/// <remarks>
/// i, f, o = σ(·), g = tanh(·), c_t = f ⊙ c_{t−1} + i ⊙ g, h_t = o ⊙ tanh(c_t); <see cref="LstmCell"/> is the same, one step at a time. With
/// a projection or layer normalisation the layer runs step by step (<see cref="RecurrentStack.Execution"/>).
/// </remarks>
public sealed class Lstm : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, forget bias, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">The projection is wider than the cell.</exception>
    /// <exception cref="NotSupportedException">
    /// <see cref="RecurrentOptions.Recomputation"/> is set together with peepholes, a projection, layer normalisation or zoneout.
    /// </exception>
    public Lstm(LstmOptions options, InitializationScope initialization)
        : base(options, initialization, CreateUnit)
    {
    }

    private static RecurrentUnit CreateUnit(RecurrentOptions options, InitializationScope scope)
    {
        var cell = new LstmCell((LstmOptions)options, scope);
        if (!((LstmOptions)options).IsFused)
        {
            return SteppedUnits.Of<LstmCell, LstmState>(cell, options);
        }

        if (((LstmOptions)options).Peephole)
        {
            return new PeepholeUnit(cell, options);
        }

        return new LstmUnit(cell, options);
    }
}
