using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Measuring;

/// <summary>What came out of the pairs of one case.</summary>
/// <param name="Peer">The fastest of the peers.</param>
/// <param name="OurMilliseconds">Median of our blocks, a run.</param>
/// <param name="PeerMilliseconds">Median of the peer's blocks, a run.</param>
/// <param name="Ratio">Median over the pairs of the peer's time by ours: above 1 we are faster.</param>
internal sealed record PairTiming(IContender Peer, double OurMilliseconds, double PeerMilliseconds, double Ratio);
