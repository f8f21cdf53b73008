using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Threading;

/// <summary>
/// A job on the stack of the thread that runs a region, callable from the other threads without boxing. Valid until the region ends,
/// which the team guarantees by joining before the frame is left.
/// </summary>
internal readonly unsafe struct JobReference
{
    private readonly void* _job;
    private readonly delegate*<void*, int, int, TeamBarrier, void> _execute;

    private JobReference(void* job, delegate*<void*, int, int, TeamBarrier, void> execute)
    {
        _job = job;
        _execute = execute;
    }

    /// <summary>Refers to a job; <paramref name="job"/> must be a local variable or a by-value parameter.</summary>
    public static JobReference ToLocal<TJob>(ref TJob job)
        where TJob : struct, IParallelJob, allows ref struct =>
        new(System.Runtime.CompilerServices.Unsafe.AsPointer(ref job), &Invoke<TJob>);

    /// <summary>Runs one part.</summary>
    public void Execute(int part, int parts, TeamBarrier barrier) => _execute(_job, part, parts, barrier);

    private static void Invoke<TJob>(void* job, int part, int parts, TeamBarrier barrier)
        where TJob : struct, IParallelJob, allows ref struct =>
        System.Runtime.CompilerServices.Unsafe.AsRef<TJob>(job).Execute(part, parts, barrier);
}
