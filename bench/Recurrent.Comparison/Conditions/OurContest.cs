using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Conditions;

/// <summary>Two of our own sides in turns.</summary>
internal static class OurContest
{
    /// <summary>A contest whose ratio is the time of the second side by that of the first.</summary>
    public static Contest Of(IContender first, IContender second) => new(() => first, () => [second]) { Flops = 0 };
}
