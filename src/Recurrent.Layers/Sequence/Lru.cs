using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Layers of linear recurrent units over whole sequences: the products of all steps are one, the loop costs a few operations a value.</summary>
/// <remarks><see cref="LruCell"/> has the formulas.</remarks>
public sealed class Lru : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, first ring of λ, block or not, layers, directions, dropout. <see cref="RecurrentOptions.Initialization"/> is not used: the unit has its own.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException">
    /// <see cref="RecurrentOptions.Recomputation"/>, <see cref="RecurrentOptions.WeightDropout"/> or <see cref="RecurrentOptions.Zoneout"/> is set.
    /// </exception>
    public Lru(LruOptions options, InitializationScope initialization)
        : base(options, initialization, static (own, scope) => SequenceCellUnits.Of<LruCell, LruState>(new LruCell((LruOptions)own, scope), own))
    {
    }
}
