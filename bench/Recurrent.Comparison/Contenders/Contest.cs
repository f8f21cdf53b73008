using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Contenders;

/// <summary>The sides of one case, ready to run.</summary>
/// <param name="Ours">Our side.</param>
/// <param name="Peers">The others; the fastest of them is the peer.</param>
internal sealed record Contest(IContender Ours, IReadOnlyList<IContender> Peers) : IDisposable
{
    /// <summary>Floating-point operations of one run.</summary>
    public required double Flops { get; init; }

    /// <summary>Whether our side runs on one thread, so that the roof is one thread's.</summary>
    public bool IsSingleThreaded { get; init; }

    /// <summary>Largest difference between the sides, as a share of an array's largest value.</summary>
    public double Tolerance { get; init; } = Agreement.Tolerance;

    /// <summary>Words of one run of a language model; 0 elsewhere.</summary>
    public int Tokens { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IContender peer in Peers)
        {
            peer.Dispose();
        }

        Ours.Dispose();
    }
}
