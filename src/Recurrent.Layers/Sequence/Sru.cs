using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Layers of simple recurrent units over whole sequences: one product for all steps, then a loop that costs a few operations a value.</summary>
/// <remarks><see cref="SruCell"/> has the formulas.</remarks>
public sealed class Sru : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException"><see cref="RecurrentOptions.Recomputation"/> or <see cref="RecurrentOptions.WeightDropout"/> is set.</exception>
    public Sru(RecurrentOptions options, InitializationScope initialization)
        : base(options, initialization, static (own, scope) => ScanUnits.Of<SruCell, SruState>(new SruCell(own, scope), own))
    {
    }
}
