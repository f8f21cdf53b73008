namespace Recurrent.Comparison.Measuring;

/// <summary>Whether two sides computed the same.</summary>
internal static class Agreement
{
    /// <summary>
    /// Largest difference allowed within one array, as a share of the array's largest value: float32 sums in another order, over up to 100
    /// steps and back, stay about ten times below it; a wrong gate order or a missing bias is far above.
    /// </summary>
    public const double Tolerance = 1e-4;

    /// <summary>Compares every array.</summary>
    /// <param name="ours">Our numbers.</param>
    /// <param name="peers">The peer's, under the same names.</param>
    /// <param name="tolerance">What is allowed.</param>
    /// <returns>Null when they agree, else what differs most.</returns>
    public static string? Difference(IReadOnlyDictionary<string, float[]> ours, IReadOnlyDictionary<string, float[]> peers, double tolerance = Tolerance)
    {
        string[] unmatched = [.. ours.Keys.Except(peers.Keys).Concat(peers.Keys.Except(ours.Keys))];
        if (unmatched.Length > 0)
        {
            return $"only one side has {string.Join(", ", unmatched)}";
        }

        return ours
            .Select(entry => (Name: entry.Key, Share: Deviation(entry.Value, peers[entry.Key])))
            .Where(entry => !(entry.Share <= tolerance))
            .OrderByDescending(entry => entry.Share)
            .Select(entry => $"{entry.Name} differs by {entry.Share:0.0e+0} of its largest value, {tolerance:0e+0} is allowed")
            .FirstOrDefault();
    }

    private static double Deviation(float[] ours, float[] peers)
    {
        if (ours.Length != peers.Length)
        {
            return double.PositiveInfinity;
        }

        double difference = 0, largest = 0;
        for (int index = 0; index < ours.Length; index++)
        {
            // Max keeps a NaN, which then fails the comparison.
            difference = Math.Max(difference, Math.Abs(ours[index] - peers[index]));
            largest = Math.Max(largest, Math.Abs(peers[index]));
        }

        return difference == 0 ? 0 : difference / largest;
    }
}
