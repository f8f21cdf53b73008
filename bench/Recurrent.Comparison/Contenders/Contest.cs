using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Contenders;

/// <summary>The sides of one case, each made when it is first asked for.</summary>
/// <param name="ours">Makes our side.</param>
/// <param name="peers">Makes the others.</param>
internal sealed class Contest(Func<IContender> ours, Func<IReadOnlyList<IContender>> peers) : IDisposable
{
    private IContender? _ours;
    private IReadOnlyList<IContender>? _peers;

    /// <summary>Our side.</summary>
    public IContender Ours => _ours ??= ours();

    /// <summary>The others; the fastest of them is the peer.</summary>
    public IReadOnlyList<IContender> Peers => _peers ??= peers();

    /// <summary>Floating-point operations of one run.</summary>
    public required double Flops { get; init; }

    /// <summary>Whether our side runs on one thread, so that the roof is one thread's.</summary>
    public bool IsSingleThreaded { get; init; }

    /// <summary>Largest difference between the sides, as a share of an array's largest value.</summary>
    public double Tolerance { get; init; } = Agreement.Tolerance;

    /// <summary>Words of one run of a language model; 0 elsewhere.</summary>
    public int Tokens { get; init; }

    /// <summary>Our side of this case beside others.</summary>
    /// <param name="others">Makes them.</param>
    public Contest Against(Func<IReadOnlyList<IContender>> others) =>
        new(() => Ours, others) { Flops = Flops, IsSingleThreaded = IsSingleThreaded, Tolerance = Tolerance, Tokens = Tokens };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IContender peer in _peers ?? [])
        {
            peer.Dispose();
        }

        _ours?.Dispose();
    }
}
