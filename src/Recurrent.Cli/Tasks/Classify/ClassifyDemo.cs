using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Classification;
using Recurrent.Text.Embedded;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary><c>rnn demo classify</c>: generated reviews, first one judgement each, then all that they complain about.</summary>
internal sealed class ClassifyDemo : ITaskVerb
{
    private const double TestShare = 0.25;
    private const int Epochs = 12;
    private const int Size = 40;
    private const double LearningRate = 0.004;

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-classify"), "sentiment", "complaints");
        var outcomes = new List<ClassifyOutcome>();
        var output = invocation.Terminal.Output;
        foreach (var (name, texts) in new[] { ("sentiment", DemoReviews.Sentiment()), ("complaints", DemoReviews.Complaints()) })
        {
            outcomes.Add(ClassifyRunner.Run(Request(invocation, folder, name, texts), invocation.Notes, invocation.Cancellation));
            if (invocation.WantsJson) continue;
            output.WriteLine(char.ToUpperInvariant(name[0]) + name[1..]);
            ClassifyText.WriteScores(output, outcomes[^1]);
            output.WriteLine();
        }

        new ClassifyReport(invocation.Terminal.Time).Write(folder.Report, "What reviews say", outcomes);
        if (invocation.WantsJson)
            JsonOutput.Write(output, new ClassifyDemoDocument("demo", folder.Report, [.. outcomes.Select(ClassifyDocument.Of)]), ClassifyJsonContext.Default.ClassifyDemoDocument);
        else
            output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }

    private static ClassifyRequest Request(TaskInvocation invocation, OutputFolder folder, string name, IReadOnlyList<LabelledText> texts)
    {
        var given = invocation.Training!.Read(invocation.Parsed);
        var options = new TextClassifierOptions
        {
            Seed = given.Options.Seed,
            Threads = given.Options.Threads,
            Hidden = given.Options.Hidden ?? Size,
            Embedding = Size,
            Dropout = 0.3,
            Epochs = given.Options.Epochs ?? Epochs,
            LearningRate = LearningRate,
        };
        if (given.IsGiven("cell")) options = options with { Cell = given.Options.Cell };
        var split = TextSplit.HoldBack(texts, TestShare, seed: 1);
        return new ClassifyRequest
        {
            DataName = name,
            Training = split.Training,
            Test = split.Held,
            Options = options,
            Folder = folder.Part(name),
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }
}
