using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Tensors.Threading;

/// <summary>Shares items among the process's threads. Every item is done once and alone, so results do not depend on the threads.</summary>
internal static class RangeTeam
{
    /// <summary>Below this many elements, waking a thread costs more than it saves.</summary>
    private const int SmallestShared = 32 * 1024;

    /// <summary>The same for work that does little more than move the elements: a megabyte of them.</summary>
    private const int SmallestMoved = 256 * 1024;

    /// <summary>How many threads are worth waking for an elementwise op.</summary>
    /// <param name="requested">What the user allows, at least 1.</param>
    /// <param name="elements">Floats that the op writes.</param>
    public static int WorthMoving(int requested, int elements) => elements < SmallestMoved ? 1 : requested;

    /// <summary>How many threads are worth waking.</summary>
    /// <param name="requested">What the user allows; 0 for one per core.</param>
    /// <param name="elements">Floats that the work reads.</param>
    public static int Worthwhile(int requested, int elements) =>
        elements < SmallestShared ? 1 : requested > 0 ? requested : Environment.ProcessorCount;

    /// <summary>Runs a job over all items and returns when they are done.</summary>
    /// <param name="job">The work; every thread sees this one copy.</param>
    /// <param name="count">Number of items.</param>
    /// <param name="grain">Ranges begin at multiples of it.</param>
    /// <param name="threads">At least 1; see <see cref="Worthwhile"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TJob>(TJob job, int count, int grain, int threads)
        where TJob : struct, IRangeJob, allows ref struct
    {
        if (threads == 1)
        {
            job.Run(0, count);
            return;
        }

        ThreadTeam.Shared(threads).Run(new Shared<TJob> { Job = job, Count = count, Grain = grain });
    }

    private ref struct Shared<TJob> : IParallelJob
        where TJob : struct, IRangeJob, allows ref struct
    {
        public static bool PartsAreIndependent => true;

        public required TJob Job { get; init; }

        public required int Count { get; init; }

        public required int Grain { get; init; }

        public readonly void Execute(int part, int parts, TeamBarrier barrier)
        {
            ItemRange range = RangeSplitter.Split(Count, Grain, part, parts);
            Job.Run(range.Start, range.Length);
        }
    }
}
