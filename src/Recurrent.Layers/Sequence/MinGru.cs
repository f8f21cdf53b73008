using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Layers of a minimal GRU over whole sequences: one product for all steps, then a loop that costs a few operations a value.</summary>
/// <remarks><see cref="MinGruCell"/> has the formulas.</remarks>
public sealed class MinGru : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException"><see cref="RecurrentOptions.Recomputation"/> or <see cref="RecurrentOptions.WeightDropout"/> is set.</exception>
    public MinGru(RecurrentOptions options, InitializationScope initialization)
        : base(options, initialization, static (own, scope) => ScanUnits.Of<MinGruCell, HiddenState>(new MinGruCell(own, scope), own))
    {
    }
}
