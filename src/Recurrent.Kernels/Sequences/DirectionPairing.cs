using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Sequences;

/// <summary>Whether the two directions of a layer run at the same time, one thread each, or one after the other on all threads.</summary>
internal static class DirectionPairing
{
    /// <summary>More rows than this occupy the threads better as rows of one direction.</summary>
    private const int FewRows = 3;

    /// <summary>Multiply-adds of a direction below which a second thread costs more than it brings.</summary>
    private const long WorkPerDirection = 1 << 19;

    /// <summary>Decides by sizes and threads; results do not depend on it.</summary>
    public static bool IsWorth(CellLayout layout, SequencePlan plan, ThreadTeam team)
    {
        long work = (long)plan.Cells * layout.Gates * layout.HiddenSize * (layout.InputSize + layout.HiddenSize);
        return team.Threads > 1 && plan.Batch <= FewRows && work >= WorkPerDirection;
    }
}
