using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>sLSTM layers over whole sequences; their time loop runs step by step.</summary>
/// <remarks><see cref="SlstmCell"/> has the formulas.</remarks>
public sealed class Slstm : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes, heads, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException">
    /// <see cref="RecurrentOptions.Recomputation"/> or <see cref="RecurrentOptions.Zoneout"/> is set: c, n and m mean something together only.
    /// </exception>
    public Slstm(XlstmOptions options, InitializationScope initialization)
        : base(options, initialization, CreateUnit)
    {
    }

    private static RecurrentUnit CreateUnit(RecurrentOptions options, InitializationScope scope)
    {
        SequenceCellUnits.Require(nameof(SlstmCell), options with { WeightDropout = 0 });
        return SteppedUnits.Of<SlstmCell, SlstmState>(new SlstmCell((XlstmOptions)options, scope), options);
    }
}
