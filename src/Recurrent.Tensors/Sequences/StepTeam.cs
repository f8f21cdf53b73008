using Recurrent.Kernels.Threading;

namespace Recurrent.Tensors.Sequences;

/// <summary>The threads that the steps of a live stream may use; the default is the calling thread alone.</summary>
internal readonly struct StepTeam
{
    private readonly ThreadTeam? _team;

    public StepTeam(ThreadTeam team) => _team = team;

    public ThreadTeam Threads => _team ?? ThreadTeam.Single;
}
