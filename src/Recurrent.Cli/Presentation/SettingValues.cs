using System.Globalization;
using Recurrent.Training;

namespace Recurrent.Cli.Presentation;

/// <summary>Numbers among the settings of a run.</summary>
internal static class SettingValues
{
    /// <summary>Updates a run makes when nothing stops it early, of all networks trained one after another; null when the settings do not say.</summary>
    public static long? TotalSteps(IReadOnlyList<ChosenSetting> settings) =>
        Whole(settings, "epochs") is { } epochs && Whole(settings, "steps per epoch") is { } steps
            ? epochs * steps * (Whole(settings, "networks") ?? 1)
            : null;

    /// <summary>Networks trained side by side: the training loss is the sum over them.</summary>
    public static long Members(IReadOnlyList<ChosenSetting> settings) => Whole(settings, "members") ?? 1;

    private static long? Whole(IReadOnlyList<ChosenSetting> settings, string name) =>
        settings.FirstOrDefault(one => one.Name == name) is { } setting
            && long.TryParse(setting.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
}
