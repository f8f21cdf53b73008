using Recurrent.Cli.Presentation;
using Recurrent.Training;

namespace Recurrent.Cli.Reports;

/// <summary>The end of every report: how the training went, what was chosen, and how to repeat it.</summary>
internal static class RunSection
{
    /// <summary>Parameters, updates, epochs and time in one sentence.</summary>
    public static string Facts(TrainingSummary run) =>
        $"{NumberText.Count(run.Parameters)} parameters, {NumberText.Count(run.Steps)} updates in {run.Epochs} epochs, {NumberText.Time(run.Seconds)}.";

    /// <summary>Writes heading, facts and curves.</summary>
    /// <param name="writer">The report.</param>
    /// <param name="facts">What is said of the training, as plain text.</param>
    /// <param name="losses">The curves of the run.</param>
    /// <param name="curves">How the curves are drawn.</param>
    public static void WriteTraining(TextWriter writer, string facts, LossHistory losses, LossFigure curves)
    {
        writer.Write($"<h3>Training</h3>\n<p>{Html.Text(facts)}</p>\n");
        if (losses.Training.Count < 2) return;
        var svg = ChartSvg.Draw(LossChart.Plot(losses, curves.Members), $"loss{curves.Number}", $"{curves.Title} over the updates", height: 220);
        writer.Write(Html.Figure(svg, curves.Caption, curves.Legend));
    }

    /// <summary>Writes the settings with their reasons and the command.</summary>
    public static void WriteChoices(TextWriter writer, IEnumerable<ChosenSetting> settings, string command)
    {
        writer.Write("<h3>What was chosen, and why</h3>\n");
        writer.Write(Html.Table(
            ["setting", "value", "reason"],
            settings.Select(static one => new[] { Html.Text(one.Name), Html.Text(one.Value), Html.Text(one.Reason) }),
            isNumeric: false));
        writer.Write($"<h3>Repeat it</h3>\n<pre>{Html.Text(command)}</pre>\n");
    }
}
