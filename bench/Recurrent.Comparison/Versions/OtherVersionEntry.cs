using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Versions;

/// <summary>What <see cref="OtherVersion"/> calls in the copy of this assembly that is bound to the other version.</summary>
internal static class OtherVersionEntry
{
    /// <summary>Our side of a case, in types that both copies share.</summary>
    /// <param name="kind">A kind of <see cref="ContestCases"/>.</param>
    /// <param name="name">Name of one of its cases.</param>
    /// <param name="threads">Threads, at least 1.</param>
    public static (Func<IReadOnlyDictionary<string, float[]>> Probe, Action Run) Open(string kind, string name, int threads)
    {
        IContender ours = ContestCases.Of(kind).First(entry => entry.Name == name).Open(threads).Ours;
        return (ours.Probe, ours.Run);
    }
}
