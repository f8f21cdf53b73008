using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Recurrent highway layers over whole sequences; their time loop runs step by step.</summary>
/// <remarks><see cref="RhnCell"/> has the formulas.</remarks>
public sealed class Rhn : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, depth of a step, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException"><see cref="RecurrentOptions.Recomputation"/> is set.</exception>
    public Rhn(RhnOptions options, InitializationScope initialization)
        : base(options, initialization, static (own, scope) => SteppedUnits.Of<RhnCell, HiddenState>(new RhnCell((RhnOptions)own, scope), own))
    {
    }
}
