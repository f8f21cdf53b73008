using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Signals to learn from and signals to score on; every signal is in one of them.</summary>
/// <param name="Training">Signals to learn from, in their order.</param>
/// <param name="Test">Signals to score on, in their order.</param>
public sealed record SignalSplit(IReadOnlyList<Signal> Training, IReadOnlyList<Signal> Test)
{
    /// <summary>Holds signals back at random: the same share of every class or, where signals have groups, of the groups.</summary>
    /// <param name="signals">Labelled signals.</param>
    /// <param name="share">Share to hold back, 0 to below 1, rounded for every class.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <returns>Both parts; the second is empty for a share of 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to below 1.</exception>
    public static SignalSplit HoldBack(IReadOnlyList<Signal> signals, double share, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(signals);
        if (share is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, $"Received a share of {share}; expected 0 to below 1.");
        var random = new RandomSource(seed).Stream("hold-back");
        var held = new bool[signals.Count];
        var hasGroups = signals.Any(static one => one.Group is not null);
        IEnumerable<int[][]> strata = hasGroups
            ? [[.. Enumerable.Range(0, signals.Count).GroupBy(index => signals[index].Group ?? $"\0{index}").Select(static one => one.ToArray())]]
            : Enumerable.Range(0, signals.Count).GroupBy(index => signals[index].Label).OrderBy(static one => one.Key, StringComparer.Ordinal)
                .Select(static one => one.Select(static index => new[] { index }).ToArray());
        foreach (var stratum in strata)
        {
            random = random.Shuffle<int[]>(stratum);
            foreach (var unit in stratum.Take((int)Math.Round(share * stratum.Length, MidpointRounding.AwayFromZero)))
                foreach (var index in unit) held[index] = true;
        }
        return new SignalSplit([.. signals.Where((_, index) => !held[index])], [.. signals.Where((_, index) => held[index])]);
    }
}
