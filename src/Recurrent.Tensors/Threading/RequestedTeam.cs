using Recurrent.Kernels.Threading;

namespace Recurrent.Tensors.Threading;

/// <summary>The threads behind a number that a user gave.</summary>
internal static class RequestedTeam
{
    private const int MostThreads = 1024;

    /// <summary>The process's team of so many threads.</summary>
    /// <param name="threads">1 to 1024; 0 for one per core.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or above 1024.</exception>
    public static ThreadTeam Of(int threads) => threads is >= 0 and <= MostThreads
        ? ThreadTeam.Shared(threads > 0 ? threads : Environment.ProcessorCount)
        : throw new ArgumentOutOfRangeException(nameof(threads), threads, $"Give 0 for one thread per core, or 1 to {MostThreads}; every thread is kept for the life of the process.");
}
