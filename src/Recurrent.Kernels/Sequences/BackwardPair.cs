using System.Runtime.CompilerServices;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Sequences;

/// <summary>Two backward passes that do not depend on each other, each on a thread of its own: the directions of a layer with few rows.</summary>
internal readonly ref struct BackwardPair : IParallelJob
{
    public required SequenceBackward First { get; init; }

    public required SequenceBackward Second { get; init; }

    public static bool PartsAreIndependent => true;

    /// <summary>Runs on a team.</summary>
    public void Run(ThreadTeam team) => team.Run(this, parts: 2);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part, int parts, TeamBarrier barrier)
    {
        if (part == 0)
        {
            First.Run(ThreadTeam.Single);
        }

        if (part == parts - 1)
        {
            Second.Run(ThreadTeam.Single);
        }
    }
}
