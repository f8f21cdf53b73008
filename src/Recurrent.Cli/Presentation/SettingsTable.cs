using Recurrent.Cli.Runs;
using Recurrent.Training;

namespace Recurrent.Cli.Presentation;

/// <summary>What was read and what was chosen, with reasons, before the training starts.</summary>
internal static class SettingsTable
{
    public static void Write(RunRequest request, IReadOnlyList<ChosenSetting> settings, Notes notes)
    {
        if (notes.IsQuiet) return;
        foreach (var fact in request.Facts) notes.Say(fact);
        var table = new TextTable("setting", "value", "reason");
        foreach (var setting in request.Explained(settings)) table.Add(setting.Name, setting.Value, setting.Reason);
        table.Write(notes.Terminal.Error, rightAlign: false);
    }
}
