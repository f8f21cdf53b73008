using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops.Rows;

/// <summary>Shares rows among the tape's threads when there is enough to do; a row is never cut, so results do not depend on the threads.</summary>
internal static class RowSplit
{
    /// <summary>Below this many elements, waking a thread costs more than it saves.</summary>
    private const int SmallestShared = 32 * 1024;

    /// <summary>The length of the last axis, which must not be empty.</summary>
    public static int Columns(Tensor input, string operation)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Shape.Rank > 0 && input.Shape[-1] > 0
            ? input.Shape[-1]
            : throw new ArgumentException($"{operation} works along the last axis; got {input.Shape}, expected a last axis of at least one element.", nameof(input));
    }

    /// <summary>Runs a job over all its rows.</summary>
    public static void Run<TJob>(Tape tape, TJob job)
        where TJob : struct, IRowJob, allows ref struct =>
        tape.Team.Run(new Shared<TJob> { Job = job }, job.Length < SmallestShared ? 1 : tape.Threads);

    private ref struct Shared<TJob> : IParallelJob
        where TJob : struct, IRowJob, allows ref struct
    {
        public required TJob Job { get; init; }

        public readonly void Execute(int part, int parts, TeamBarrier barrier)
        {
            ItemRange rows = RangeSplitter.Split(Job.Length / Job.Columns, grain: 1, part, parts);
            Job.Run(rows.Start * Job.Columns, rows.Length * Job.Columns);
        }
    }
}
