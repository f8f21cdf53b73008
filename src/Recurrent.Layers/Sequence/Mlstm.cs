using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>mLSTM layers over whole sequences, a chunk of steps at once; live streams take single steps over the same weights.</summary>
/// <remarks><see cref="MlstmCell"/> has the formulas.</remarks>
public sealed class Mlstm : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, heads, chunks, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException">
    /// <see cref="RecurrentOptions.Recomputation"/>, <see cref="RecurrentOptions.WeightDropout"/> or <see cref="RecurrentOptions.Zoneout"/> is set.
    /// </exception>
    public Mlstm(XlstmOptions options, InitializationScope initialization)
        : base(options, initialization, static (own, scope) => SequenceCellUnits.Of<MlstmCell, MlstmState>(new MlstmCell((XlstmOptions)own, scope), own))
    {
    }
}
