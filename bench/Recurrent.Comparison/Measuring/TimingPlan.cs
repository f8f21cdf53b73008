namespace Recurrent.Comparison.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="WarmUp">Seconds of each side before anything counts.</param>
/// <param name="Rest">Seconds between blocks, in which the threads of the side before stop spinning.</param>
/// <param name="Wake">
/// Seconds of a side before each of its blocks: after a rest a system may leave two threads on one core, or on two halves of one, for tens of milliseconds.
/// </param>
/// <param name="Block">Least seconds of one timed block.</param>
/// <param name="Budget">Seconds of a case after which no pair is added beyond the least number.</param>
/// <param name="LeastPairs">Pairs in any case.</param>
/// <param name="MostPairs">Pairs at most.</param>
internal sealed record TimingPlan(double WarmUp, double Rest, double Wake, double Block, double Budget, int LeastPairs, int MostPairs)
{
    /// <summary>For figures to publish.</summary>
    public static TimingPlan Full { get; } = new(WarmUp: 1, Rest: 0.025, Wake: 0.1, Block: 0.06, Budget: 3, LeastPairs: 7, MostPairs: 15);

    /// <summary>For a look: all cases in under three minutes.</summary>
    public static TimingPlan Quick { get; } = new(WarmUp: 0.08, Rest: 0.025, Wake: 0.04, Block: 0.04, Budget: 0.35, LeastPairs: 3, MostPairs: 5);

    /// <summary>
    /// For two versions of ours, whose threads soon park: many short blocks, between which a shared machine hardly changes, tell differences that few long ones do not.
    /// </summary>
    /// <param name="budget">Seconds of a case.</param>
    public static TimingPlan Turns(double budget) => new(WarmUp: 0.3, Rest: 0.001, Wake: 0.003, Block: 0.006, budget, LeastPairs: 9, MostPairs: 2000);
}
