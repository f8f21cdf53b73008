using Recurrent.Kernels;
using Recurrent.Kernels.Measuring;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Threading;

namespace Recurrent.Tensors;

/// <summary>What this machine can do at most, measured now: the number to hold any speed of this library against.</summary>
/// <remarks>
/// Shared and virtual machines change their speed within minutes, so measure in the run whose figures you compare. A figure's share of
/// the roof is 2 · multiply-adds / seconds / <see cref="Roof"/>; see docs/performance.md.
/// </remarks>
public sealed record MachineProfile
{
    private MachineProfile()
    {
    }

    /// <summary>Width in bits of the vectors that every kernel of this process uses: 512, 256 or 128, or 0 for scalar kernels.</summary>
    public static int VectorBits => VectorWidth.Current;

    /// <summary>Threads that were measured.</summary>
    public int Threads { get; private init; }

    /// <summary>Multiply-adds on registers only, on one thread at <see cref="VectorBits"/>, in GFLOP/s (two a multiply-add).</summary>
    public double RoofOneThread { get; private init; }

    /// <summary>The same on all <see cref="Threads"/> at once, in GFLOP/s.</summary>
    public double Roof { get; private init; }

    /// <summary>What one barrier among the threads costs, the median in nanoseconds; 0 on one thread.</summary>
    public double BarrierNanoseconds { get; private init; }

    /// <summary>Measures this machine, which takes about a fifth of a second.</summary>
    /// <param name="threads">Threads to measure, 1 to 1024; 0, the default, takes one per core as tapes do.</param>
    /// <returns>The figures of this moment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative or above 1024.</exception>
    public static MachineProfile Measure(int threads = 0)
    {
        ThreadTeam team = RequestedTeam.Of(threads);
        double single = FmaRoof.Measure(1);
        return new MachineProfile
        {
            Threads = team.Threads,
            RoofOneThread = single,
            Roof = team.Threads == 1 ? single : FmaRoof.Measure(team.Threads),
            BarrierNanoseconds = BarrierLatency.Measure(team.Threads),
        };
    }
}
