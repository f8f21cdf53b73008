using System.Runtime.InteropServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Tests.Threading;

internal struct CountJob : IParallelJob
{
    public int[] Counts;

    public readonly void Execute(int part, int parts, TeamBarrier barrier) => Counts[part * 64]++;
}

internal struct IndependentJob : IParallelJob
{
    public int[] Counts;

    public static bool PartsAreIndependent => true;

    public readonly void Execute(int part, int parts, TeamBarrier barrier) => Counts[part * 64]++;
}

internal struct PhaseJob : IParallelJob
{
    public int[] Values;
    public int Phases;

    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        for (int phase = 0; phase < Phases; phase++)
        {
            for (int other = 0; other < parts; other++)
            {
                if (Volatile.Read(ref Values[other]) != phase)
                    throw new InvalidOperationException($"Part {part} sees {Values[other]} of part {other} in phase {phase}.");
            }

            barrier.Synchronize();
            Values[part]++;
            barrier.Synchronize();
        }
    }
}

internal partial struct ThreadIdJob : IParallelJob
{
    public int[] ThreadIds;

    public readonly void Execute(int part, int parts, TeamBarrier barrier) => ThreadIds[part] = CurrentThreadId();

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int CurrentThreadId();
}

internal struct NestedJob : IParallelJob
{
    public ThreadTeam Team;
    public int[] Counts;

    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        if (part == 0) Team.Run(new CountJob { Counts = Counts });
        barrier.Synchronize();
        if (part == 1) Team.Run(new CountJob { Counts = Counts });
    }
}

internal struct FailingJob : IParallelJob
{
    public int Part;

    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        if (part == Part) throw new NotSupportedException($"part {part}");
        barrier.Synchronize();
    }
}

internal struct UnevenJob : IParallelJob
{
    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        barrier.Synchronize();
        if (part == 0) barrier.Synchronize();
    }
}

internal ref struct SpanJob : IParallelJob
{
    public Span<int> Values;

    public readonly void Execute(int part, int parts, TeamBarrier barrier)
    {
        ItemRange range = RangeSplitter.Split(Values.Length, 4, part, parts);
        for (int i = range.Start; i < range.End; i++) Values[i] = i;
    }
}
