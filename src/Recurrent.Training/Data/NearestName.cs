namespace Recurrent.Training.Data;

/// <summary>Finds the known name nearest to a mistyped one.</summary>
internal static class NearestName
{
    private const int LongestName = 64;

    /// <summary><c> (did you mean 'x'?)</c>, or nothing when no name is near.</summary>
    public static string Suggestion(string wrong, IEnumerable<string> known)
    {
        var nearest = Find(wrong, known);
        return nearest is null ? "" : $" (did you mean '{nearest}'?)";
    }

    public static string? Find(string wrong, IEnumerable<string> known)
    {
        string? best = null;
        var smallest = Math.Max(2, wrong.Length / 2) + 1;
        foreach (var name in known.Take(10_000))
        {
            if (name.Length > LongestName || wrong.Length > LongestName) continue;
            var distance = Distance(wrong.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance < smallest) (best, smallest) = (name, distance);
        }
        return best;
    }

    /// <summary>Levenshtein distance with two rolling rows.</summary>
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 0; i < left.Length; i++)
        {
            current[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var replace = previous[j] + (left[i] == right[j] ? 0 : 1);
                current[j + 1] = Math.Min(replace, Math.Min(previous[j + 1], current[j]) + 1);
            }
            (previous, current) = (current, previous);
        }
        return previous[right.Length];
    }
}
