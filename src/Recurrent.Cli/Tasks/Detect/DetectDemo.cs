using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Embedded;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary><c>rnn demo detect</c>: two generated streams with known faults.</summary>
internal sealed class DetectDemo : ITaskVerb
{
    private const int LoadTraining = 20 * 288;
    private const int PumpTraining = 2000;

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-detect"), "server-load", "pump");
        var outcomes = new List<DetectOutcome>();
        var output = invocation.Terminal.Output;
        foreach (var (table, learnt) in new[] { (DemoStreams.ServerLoad(), LoadTraining), (DemoStreams.Pump(), PumpTraining) })
        {
            outcomes.Add(DetectRunner.Run(Request(invocation, folder, table, learnt), invocation.Notes, invocation.Cancellation));
            if (invocation.WantsJson) continue;
            output.WriteLine(char.ToUpperInvariant(table.Name[0]) + table.Name[1..]);
            DetectText.WriteScores(output, outcomes[^1]);
            output.WriteLine();
        }

        new DetectReport(invocation.Terminal.Time).Write(folder.Report, "Finding faults in two streams", outcomes);
        if (invocation.WantsJson)
            JsonOutput.Write(output, new DetectDemoDocument("demo", folder.Report, [.. outcomes.Select(DetectDocument.Of)]), DetectJsonContext.Default.DetectDemoDocument);
        else
            output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }

    private static DetectRequest Request(TaskInvocation invocation, OutputFolder folder, DetectionTable table, int learnt)
    {
        var given = invocation.Training!.Read(invocation.Parsed);
        var options = new DetectorOptions { Seed = given.Options.Seed, Threads = given.Options.Threads, Hidden = given.Options.Hidden };
        if (given.Options.Epochs is { } epochs) options = options with { Epochs = epochs };
        if (given.IsGiven("cell")) options = options with { Cell = given.Options.Cell };
        return new DetectRequest
        {
            DataName = table.Name,
            Training = [table.Slice(0, learnt)],
            Test = [table.Slice(learnt, table.Rows - learnt)],
            Options = options,
            Folder = folder.Part(table.Name.Replace(' ', '-')),
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }
}
