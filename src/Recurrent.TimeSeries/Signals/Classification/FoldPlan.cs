using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Which training signals every member learns from and which it is judged by.</summary>
/// <remarks>
/// Signals are dealt class by class, so every part has every class where there are enough; a group stays together. Each member keeps another
/// part apart, so the members together have learnt from every signal and every judgement is by a network that never saw the signal.
/// </remarks>
internal sealed class FoldPlan
{
    private const int Parts = 8;
    private readonly int[] _parts;

    public FoldPlan(IReadOnlyList<Signal> signals, int members, RandomStream random)
    {
        var count = Math.Max(Parts, members);
        _parts = new int[signals.Count];
        var next = 0;
        if (signals.Any(static one => one.Group is not null))
        {
            // A signal without a group is one by itself.
            int[][] groups = [.. Enumerable.Range(0, signals.Count).GroupBy(index => signals[index].Group ?? $"\0{index}").Select(static one => one.ToArray())];
            random.Shuffle<int[]>(groups);
            count = Math.Min(count, groups.Length);
            foreach (var group in groups)
            {
                foreach (var index in group) _parts[index] = next;
                next = (next + 1) % count;
            }
        }
        else
        {
            foreach (var items in Enumerable.Range(0, signals.Count).GroupBy(index => signals[index].Label).OrderBy(static one => one.Key, StringComparer.Ordinal))
            {
                int[] order = [.. items];
                random = random.Shuffle<int>(order);
                foreach (var index in order)
                {
                    _parts[index] = next;
                    next = (next + 1) % count;
                }
            }
        }
        Count = count;
    }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    public int[] Training(int member) => [.. Enumerable.Range(0, _parts.Length).Where(index => Count == 1 || _parts[index] != member % Count)];

    public int[] Validation(int member) => Count == 1 ? [] : [.. Enumerable.Range(0, _parts.Length).Where(index => _parts[index] == member % Count)];
}
