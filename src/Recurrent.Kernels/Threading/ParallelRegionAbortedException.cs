namespace Recurrent.Kernels.Threading;

/// <summary>Ends a part that waits for one that has failed; the failure itself is what the caller sees.</summary>
internal sealed class ParallelRegionAbortedException : InvalidOperationException
{
    public ParallelRegionAbortedException()
        : base("Another part of the parallel region failed.")
    {
    }
}
