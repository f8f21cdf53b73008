namespace Recurrent.Kernels.Threading;

/// <summary>Work that a <see cref="ThreadTeam"/> runs in parts, one part a thread.</summary>
internal interface IParallelJob
{
    /// <summary>
    /// True when no part waits for another: then the calling thread takes over parts whose threads have not woken up yet, and a job costs
    /// little more than on one thread when other programs hold the processor.
    /// </summary>
    static virtual bool PartsAreIndependent => false;

    /// <summary>Does one part. Results must not depend on <paramref name="parts"/>.</summary>
    /// <param name="part">Index of this part, 0 to <paramref name="parts"/> − 1; part 0 runs on the calling thread.</param>
    /// <param name="parts">How many parts run, at least 1. It may be less than the team's threads.</param>
    /// <param name="barrier">Lets the parts wait for each other; every part must reach it equally often.</param>
    void Execute(int part, int parts, TeamBarrier barrier);
}
