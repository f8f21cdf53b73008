using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary><c>rnn predict</c> with a detector: rows go through with score and alarm behind them.</summary>
internal sealed class DetectPredict : ITaskVerb
{
    private readonly Option<bool> _explain = new("--explain") { Description = "Also write why: detect, the channel that is furthest out and what was expected of it; classify, the words that decided; answer, how sure it is and the sentences that were looked at." };

    public IReadOnlyList<Option> Options => [_explain];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } input)
            throw new UsageException("INPUT: a detector needs rows to judge; name a CSV file, or - for standard input.");
        invocation.RefuseJsonWithoutFile("the rows themselves are");
        var detector = Detector.Load(invocation.Location!.Folder);
        var pump = new DetectionPump(detector, invocation.Parsed.GetValue(_explain));
        using var rows = Open(input, invocation.Terminal);
        var name = input == SeriesFiles.StandardInput ? "stdin" : input;
        var counts = default(DetectionCounts);
        ResultOutput.WriteBytes(invocation, output => counts = pump.RunAsync(rows, output, name, invocation.Cancellation).GetAwaiter().GetResult());
        if (invocation.Out is not null) invocation.Notes.Say($"{NumberText.Count(counts.Rows)} rows, {NumberText.Count(counts.Alarms)} alarms{Missing(counts)}: {invocation.Out}");
        if (invocation.WantsJson)
            JsonOutput.Write(invocation.Terminal.Output, new DetectPredictionDocument(DetectTask.TaskName, invocation.Out!, counts.Rows, counts.Alarms, counts.Missing), DetectJsonContext.Default.DetectPredictionDocument);
        return ExitCode.Done;
    }

    private static string Missing(DetectionCounts counts) => counts.Missing == 0 ? "" : $", {NumberText.Count(counts.Missing)} missing values not judged";

    private static Stream Open(string path, Terminal terminal)
    {
        if (path == SeriesFiles.StandardInput) return terminal.OpenInput();
        if (Directory.Exists(path)) throw new UsageException($"INPUT: '{path}' is a folder; name one of its files, or score all of them with evaluate.");
        try
        {
            return PackedContent.Unpack(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            var nearby = Directory.Exists(folder) ? NearestName.Suggestion(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!)) : "";
            throw new UsageException($"INPUT: cannot open '{path}'{nearby}: {failure.Message}", failure);
        }
    }
}
