namespace Recurrent.Text.Metrics;

/// <summary>Checks of what a metric is given.</summary>
internal static class Segments
{
    public static void Check(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(references);
        if (hypotheses.Count == 0 || references.Count == 0)
            throw new ArgumentException($"Received {hypotheses.Count} hypotheses and {references.Count} sets of references; expected at least one of each.", nameof(hypotheses));
        foreach (var set in references)
        {
            if (set.Count != hypotheses.Count)
                throw new ArgumentException($"Received {hypotheses.Count} hypotheses and {set.Count} references; expected one reference a hypothesis, in the same order.", nameof(references));
        }
    }
}
