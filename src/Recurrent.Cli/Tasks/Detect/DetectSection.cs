using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>The part of a report about one run.</summary>
internal static class DetectSection
{
    private const int MostChannels = 4;
    private const int MostAlarms = 25;

    public static void Write(TextWriter writer, DetectOutcome outcome, int number, bool hasHeading)
    {
        if (hasHeading) writer.Write($"<h2>{Html.Text(outcome.Request.DataName)}</h2>\n");
        writer.Write($"<p class=\"facts\">{Html.Text(DetectText.DataFacts(outcome.Request))}</p>\n");
        if (outcome.Test is { } test)
        {
            writer.Write($"<p class=\"verdict\">{Html.Text(DetectText.Verdict(test, outcome.Training.Model.FalseAlarmsPerDay))}</p>\n");
            WriteCharts(writer, outcome.Judged.MaxBy(static one => one.Detections.Count(static row => row.IsAnomaly))!, number);
            WriteAlarms(writer, outcome.Judged);
            if (test.HasLabels) WriteScores(writer, test);
        }
        WriteRun(writer, outcome, number);
    }

    private static void WriteCharts(TextWriter writer, JudgedTable judged, int number)
    {
        writer.Write($"<h3>What came and what was flagged: {Html.Text(Path.GetFileName(judged.Table.Name))}</h3>\n");
        var counts = judged.Detections.Where(static one => one.Score >= 0.5).CountBy(static one => one.Channel).ToDictionary();
        int[] shown = [.. Enumerable.Range(0, judged.Table.Channels.Count).OrderByDescending(channel => counts.GetValueOrDefault(channel)).Take(MostChannels).Order()];
        foreach (var channel in shown)
        {
            var name = judged.Table.Channels[channel];
            var svg = ChartSvg.Draw(DetectChart.Values(judged, channel), $"values{number}-{channel}", $"Values of {name} with alarms", height: 220);
            writer.Write(Html.Figure(svg, $"Channel {name}. Orange: rows in which it was furthest out when an alarm was raised.", DetectChart.Legend(judged.Table.HasLabels)));
        }
        var scores = ChartSvg.Draw(DetectChart.Scores(judged), $"scores{number}", "Anomaly score of every row with the threshold", height: 200);
        writer.Write(Html.Figure(scores, "Anomaly score; the line at 0.5 is the threshold, set from the training rows and the allowed false alarms, without labels.", [new LegendEntry("model", "score"), new LegendEntry("simple", "threshold")]));
    }

    private static void WriteAlarms(TextWriter writer, IReadOnlyList<JudgedTable> judged)
    {
        AlarmRow[] alarms = [.. judged.SelectMany(static one => one.Detections.Select((row, index) => new AlarmRow(one, index, row))).Where(static one => one.Row.IsAnomaly)];
        writer.Write($"<h3>Alarms</h3>\n<p>{NumberText.Count(alarms.Length)} in all{(alarms.Length > MostAlarms ? $"; the {MostAlarms} with the highest scores" : "")}.</p>\n");
        if (alarms.Length == 0) return;
        writer.Write(Html.Table(
            ["where", "channel", "value", "expected", "off by (usual spreads)", "score"],
            alarms.OrderByDescending(static one => one.Row.Score).Take(MostAlarms).Select(Cells),
            isNumeric: true));
    }

    private static IEnumerable<string> Cells(AlarmRow alarm)
    {
        var table = alarm.Judged.Table;
        var when = table.HasCalendar ? new DateTime(table.Ticks(alarm.Index)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : $"row {alarm.Index + 1}";
        yield return Html.Text($"{Path.GetFileName(table.Name)}, {when}");
        yield return Html.Text(table.Channels[alarm.Row.Channel]);
        yield return NumberText.Value(table.Row(alarm.Index)[alarm.Row.Channel]);
        yield return NumberText.Value(alarm.Row.Expected);
        yield return NumberText.Value(alarm.Row.Deviation);
        yield return NumberText.Ratio(alarm.Row.Score);
    }

    private static void WriteScores(TextWriter writer, DetectionEvaluation test)
    {
        writer.Write("<h3>Scores beside simple methods</h3>\n");
        writer.Write("<p>Every row counts by itself. AUPR needs no threshold. Point-adjusted F1 is shown because papers quote it: look at what a random scorer gets.</p>\n");
        writer.Write(Html.Table(
            ["method", "F1", "precision", "recall", "AUPR", "events found", "false alarms a day", "point-adjusted F1"],
            test.Baselines.Prepend(test.Model).Select(static one => new[]
            {
                Html.Text(DetectText.Named(one.Method)), NumberText.Ratio(one.Points.F1), NumberText.Ratio(one.Points.Precision), NumberText.Ratio(one.Points.Recall),
                NumberText.Ratio(one.AreaUnderPrecisionRecall), NumberText.Share(one.EventRecall), NumberText.Value(one.FalseAlarmsPerDay), NumberText.Ratio(one.PointAdjustedF1),
            }),
            isNumeric: true));
    }

    private static void WriteRun(TextWriter writer, DetectOutcome outcome, int number)
    {
        RunSection.WriteTraining(writer, RunSection.Facts(outcome.Training.Run), outcome.Losses, new LossFigure(number, "Loss in units of the channels' spread."));
        RunSection.WriteChoices(writer, outcome.Training.Settings, outcome.Request.Command);
    }

    private readonly record struct AlarmRow(JudgedTable Judged, int Index, Detection Row);
}
