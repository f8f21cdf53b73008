using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Independently recurrent layers over whole sequences: one product for all steps, then a loop that costs a few operations a value.</summary>
/// <remarks><see cref="IndRnnCell"/> has the formula.</remarks>
public sealed class IndRnn : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, nonlinearity, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException"><see cref="RecurrentOptions.Recomputation"/> or <see cref="RecurrentOptions.WeightDropout"/> is set.</exception>
    public IndRnn(RnnOptions options, InitializationScope initialization)
        : base(options, initialization, static (own, scope) => ScanUnits.Of<IndRnnCell, HiddenState>(new IndRnnCell((RnnOptions)own, scope), own))
    {
    }
}
