using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary><c>rnn demo signal</c>: generated sounds and strokes of known classes.</summary>
internal sealed class ClassesDemo : ITaskVerb
{
    private const double TestShare = 0.25;
    private const int Epochs = 20;
    private const int Hidden = 32;
    private const int Members = 2;

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-signal"), "sounds", "strokes");
        var outcomes = new List<ClassesOutcome>();
        var output = invocation.Terminal.Output;
        foreach (var (name, signals) in new[] { ("sounds", DemoSignals.Sounds()), ("strokes", DemoSignals.Strokes()) })
        {
            outcomes.Add(ClassesRunner.Run(Request(invocation, folder, name, signals), invocation.Notes, invocation.Cancellation));
            if (invocation.WantsJson) continue;
            output.WriteLine(char.ToUpperInvariant(name[0]) + name[1..]);
            ClassesText.WriteScores(output, outcomes[^1]);
            output.WriteLine();
        }

        new ClassesReport(invocation.Terminal.Time).Write(folder.Report, "Telling sounds and strokes apart", outcomes);
        if (invocation.WantsJson)
            JsonOutput.Write(output, new ClassesDemoDocument("demo", folder.Report, [.. outcomes.Select(ClassesDocument.Of)]), ClassesJsonContext.Default.ClassesDemoDocument);
        else
            output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }

    private static ClassesRequest Request(TaskInvocation invocation, OutputFolder folder, string name, IReadOnlyList<TimeSeries.Signals.Signal> signals)
    {
        var given = invocation.Training!.Read(invocation.Parsed);
        var options = new SignalClassifierOptions
        {
            Seed = given.Options.Seed,
            Threads = given.Options.Threads,
            Hidden = given.Options.Hidden ?? Hidden,
            Epochs = given.Options.Epochs ?? Epochs,
            Members = Members,
        };
        if (given.IsGiven("cell")) options = options with { Cell = given.Options.Cell };
        var split = SignalSplit.HoldBack(signals, TestShare, seed: 1);
        return new ClassesRequest
        {
            DataName = name,
            Training = split.Training,
            Test = split.Test,
            Options = options,
            Folder = folder.Part(name),
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }
}
