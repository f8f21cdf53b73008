using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Measuring;

/// <summary>Nothing but barriers.</summary>
internal readonly struct BarrierJob(int count) : IParallelJob
{
    public void Execute(int part, int parts, TeamBarrier barrier)
    {
        for (int index = 0; index < count; index++)
        {
            barrier.Synchronize();
        }
    }
}
