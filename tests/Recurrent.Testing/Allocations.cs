namespace Recurrent.Testing;

/// <summary>What code allocates when it is warm.</summary>
public static class Allocations
{
    private const int Rounds = 5;

    /// <summary>The fewest bytes that a run of some code allocates on the calling thread, over a few runs.</summary>
    /// <param name="run">The code, which may run several times.</param>
    /// <returns>0 for code that allocates nothing, whatever the runtime puts on the thread's account now and then (its own one-off work,
    /// the rest of a block handed out before a collection); code that allocates does so in every run.</returns>
    public static long Least(Action run)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
