using System.Globalization;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Presentation;

/// <summary>What is known about the length of a run before it starts.</summary>
internal static class ProgressState
{
    /// <summary>Updates a run makes when nothing stops it early; null when the settings do not say.</summary>
    public static long? TotalSteps(IReadOnlyList<ChosenSetting> settings) =>
        Whole(settings, "epochs") is { } epochs && Whole(settings, "steps_per_epoch") is { } steps ? epochs * steps : null;

    private static long? Whole(IReadOnlyList<ChosenSetting> settings, string name)
    {
        var setting = settings.FirstOrDefault(one => one.Name.Replace(' ', '_').Replace('-', '_').Equals(name, StringComparison.OrdinalIgnoreCase));
        return setting is not null && long.TryParse(setting.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
