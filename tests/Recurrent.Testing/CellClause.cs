namespace Recurrent.Testing;

/// <summary>What <see cref="CellContract"/> checks.</summary>
public enum CellClause
{
    /// <summary>Running step by step with the state carried gives what one run gives.</summary>
    StepsEqualSequence,

    /// <summary>A padded batch gives what its rows give one by one, whatever stands in the padding.</summary>
    PaddingNeverMatters,

    /// <summary>A row of length 0 returns its initial state and outputs 0.</summary>
    LengthZeroReturnsInitialState,

    /// <summary>A state saved as plain numbers and loaded again continues where it was.</summary>
    StateRoundTrips,

    /// <summary>A detached state carries values and no gradient, and outlives the step.</summary>
    DetachCutsTheTape,

    /// <summary>The same call gives the same bits.</summary>
    RunsRepeat,

    /// <summary>Two threads may infer with one layer at once.</summary>
    TwoThreadsMayInfer,

    /// <summary>The number of rows may change from call to call, and rows do not see each other.</summary>
    BatchMayChange,

    /// <summary>The gradient with respect to the initial state is the derivative.</summary>
    GradientReachesInitialState,

    /// <summary>A live stream gives what a run gives; a layer that cannot stream says so.</summary>
    StreamEqualsRun,

    /// <summary>A stream continues from a saved state, its own or a run's.</summary>
    StreamRestores,
}
