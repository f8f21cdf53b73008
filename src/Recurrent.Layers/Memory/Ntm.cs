using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;

namespace Recurrent.Layers.Memory;

/// <summary>Neural Turing machines over whole sequences; their time loop runs step by step.</summary>
/// <remarks><see cref="NtmCell"/> has the formulas.</remarks>
public sealed class Ntm : RecurrentStack
{
    /// <summary>Makes the layers.</summary>
    /// <param name="options">Sizes of controller and memory, layers, directions, dropout, initialisation.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="NotSupportedException">
    /// <see cref="RecurrentOptions.Recomputation"/>, <see cref="RecurrentOptions.WeightDropout"/> or <see cref="RecurrentOptions.Zoneout"/> is set.
    /// </exception>
    public Ntm(NtmOptions options, InitializationScope initialization)
        : base(options, initialization, CreateUnit)
    {
    }

    private static RecurrentUnit CreateUnit(RecurrentOptions options, InitializationScope scope)
    {
        SequenceCellUnits.Require(nameof(NtmCell), options);
        return SteppedUnits.Of<NtmCell, NtmState>(new NtmCell((NtmOptions)options, scope), options);
    }
}
