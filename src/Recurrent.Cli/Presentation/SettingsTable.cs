using Recurrent.Cli.Runs;
using Recurrent.Training;

namespace Recurrent.Cli.Presentation;

/// <summary>What was read and what was chosen, with reasons, before the training starts.</summary>
internal static class SettingsTable
{
    public static void Write(ForecastRequest request, IReadOnlyList<ChosenSetting> settings, Notes notes)
    {
        if (notes.IsQuiet) return;
        notes.Say(DataFacts(request));
        if (MissingText.Of(request.Data) is { } missing) notes.Say(missing);
        var table = new TextTable("setting", "value", "reason");
        foreach (var setting in Explained(request, settings)) table.Add(setting.Name, setting.Value, setting.Reason);
        table.Write(notes.Terminal.Error, rightAlign: false);
    }

    /// <summary>The settings, with the reason of a horizon that was chosen here.</summary>
    public static IEnumerable<ChosenSetting> Explained(ForecastRequest request, IReadOnlyList<ChosenSetting> settings) =>
        settings.Select(one => one.Name == "horizon" && request.HorizonReason is { } reason ? one with { Reason = reason } : one);

    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(ForecastRequest request)
    {
        var data = request.Data;
        var (shortest, longest) = (data.Min(one => one.Length), data.Max(one => one.Length));
        var lengths = shortest == longest ? NumberText.Count(shortest) : $"{NumberText.Count(shortest)} to {NumberText.Count(longest)}";
        var series = data.Count == 1 ? "1 series" : $"{NumberText.Count(data.Count)} series";
        return $"{request.DataName}: {series} of {lengths} values, {data.Frequency.Name}, {data[0].Times.Text(0)} to {data[0].Times.Text(data[0].Length - 1)}"
            + (data.Count == 1 ? "" : $" (series '{data[0].Id}')")
            + (request.TestName is { } test ? $"; the last {request.Options.Horizon} values of each are those of {test}." : ".");
    }
}
