using System.Text;

namespace Recurrent.Text.Generation;

/// <summary>Lets text through until a stop string comes; what may be the beginning of one waits.</summary>
/// <param name="stops">The stop strings.</param>
internal sealed class StopFilter(IReadOnlyList<string> stops)
{
    private readonly StringBuilder _waiting = new();

    /// <summary>Whether a stop string has come.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Takes text and gives what is sure to stand before any stop string.</summary>
    public string Next(string text)
    {
        if (stops.Count == 0) return text;
        var all = _waiting.Append(text).ToString();
        var stop = FirstStop(all);
        IsStopped = stop >= 0;
        var sure = IsStopped ? stop : all.Length - LongestBeginning(all);
        _waiting.Clear().Append(all, sure, all.Length - sure);
        return all[..sure];
    }

    /// <summary>What still waits when the text ends otherwise.</summary>
    public string Rest() => IsStopped ? "" : _waiting.ToString();

    /// <summary>Where the stop string begins that is complete first, the longest of those that end at one place; −1 without one.</summary>
    private int FirstStop(string text)
    {
        var (first, firstEnd) = (-1, int.MaxValue);
        foreach (var stop in stops)
        {
            var place = text.IndexOf(stop, StringComparison.Ordinal);
            var end = place + stop.Length;
            if (place >= 0 && (end < firstEnd || (end == firstEnd && place < first))) (first, firstEnd) = (place, end);
        }
        return first;
    }

    /// <summary>How much of the end of a text may be the beginning of a stop string.</summary>
    private int LongestBeginning(string text) => stops.Max(stop =>
        Enumerable.Range(0, Math.Min(stop.Length, text.Length + 1)).Reverse().First(length => text.EndsWith(stop[..length], StringComparison.Ordinal)));
}
