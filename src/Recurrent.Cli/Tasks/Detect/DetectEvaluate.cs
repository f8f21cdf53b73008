using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary><c>rnn evaluate</c> with a detector.</summary>
internal sealed class DetectEvaluate : ITaskVerb
{
    private readonly Option<string?> _label = new("--label-col") { HelpName = "COLUMN", Description = "Detect: column with 0 and 1; classify: with the labels. Found by its usual names." };
    private readonly Option<int> _skip = new("--skip-rows") { HelpName = "N", Description = "Detect: rows at the start of every file that are judged but not scored.", DefaultValueFactory = static _ => 0 };

    public IReadOnlyList<Option> Options => [_label, _skip];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("DATA: a detector needs rows to be scored on; name a CSV file, a folder of them, or - for standard input.");
        var skip = invocation.Parsed.GetValue(_skip);
        if (skip < 0) throw new UsageException($"--skip-rows: received {skip}; expected at least 0.");
        var detector = Detector.Load(invocation.Location!.Folder);
        invocation.Terminal.Probe?.OnModel(detector.State.Network);
        var options = new DetectionReaderOptions
        {
            LabelColumn = invocation.Parsed.GetValue(_label),
            Channels = detector.Channels,
            TimeColumn = detector.NeedsTimes ? detector.TimeColumn : null,
            DecimalComma = invocation.Reading?.Read(invocation.Parsed).DecimalComma,
        };
        var tables = DetectColumns.ReadAll(path, options, invocation.Terminal);
        JudgedTable[] judged = [.. tables.Where(table => table.Rows > skip).Select(table => Judge(detector, table, skip))];
        if (judged.Length == 0) throw new UsageException($"--skip-rows: received {skip}; no file has more rows than that.");
        var evaluation = DetectorEvaluator.Evaluate(judged);
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, DetectScoresDocument.Of(evaluation), DetectJsonContext.Default.DetectScoresDocument);
            return ExitCode.Done;
        }

        invocation.Terminal.Output.WriteLine($"{NumberText.Count(evaluation.Rows)} rows in {judged.Length} file{(judged.Length == 1 ? "" : "s")}"
            + (evaluation.HasLabels ? $", {NumberText.Count(evaluation.LabelledRows)} labelled as strange" : ", without labels"));
        DetectText.WriteTable(invocation.Terminal.Output, evaluation, detector.FalseAlarmsPerDay);
        return ExitCode.Done;
    }

    private static JudgedTable Judge(Detector detector, DetectionTable table, int skip) =>
        new(detector, table.Slice(skip, table.Rows - skip), detector.Detect(table)[skip..]);
}
