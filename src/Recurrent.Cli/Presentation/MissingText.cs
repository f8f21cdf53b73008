using Recurrent.TimeSeries;

namespace Recurrent.Cli.Presentation;

/// <summary>How many values are missing, in all and by series.</summary>
internal static class MissingText
{
    private const int MostSeries = 20;

    /// <summary>Missing values of every series that lacks some, most first.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> Counts(SeriesCollection data) =>
    [
        .. data.Where(one => one.MissingCount > 0).OrderByDescending(one => one.MissingCount).Select(one => KeyValuePair.Create(one.Id, one.MissingCount)),
    ];

    /// <summary>One sentence, with the series; null when nothing is missing.</summary>
    public static string? Of(SeriesCollection data)
    {
        if (data.Sum(one => (long)one.MissingCount) is var total && total == 0) return null;
        var counts = Counts(data);
        var named = data.Count == 1 ? ""
            : $": {string.Join(", ", counts.Take(MostSeries).Select(one => $"{one.Key} {NumberText.Count(one.Value)}"))}"
                + (counts.Count > MostSeries ? $" and {NumberText.Count(counts.Count - MostSeries)} series more" : "");
        return $"{NumberText.Count(total)} of {NumberText.Count(data.Sum(one => (long)one.Length))} values are missing and masked{named}.";
    }

    /// <summary>Says what a model makes of the missing values of a history.</summary>
    public static void Say(SeriesCollection history, bool readsMissing, Notes notes)
    {
        if (Of(history) is not { } sentence) return;
        notes.Say(sentence);
        if (!readsMissing)
            notes.Say("The model was trained on series without missing values: it reads the value a season before, or the last known one, in their place and takes it for known.");
    }
}
