using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Embedded;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary><c>rnn demo generate</c>: stories made by a small grammar.</summary>
internal sealed class GenerateDemo : ITaskVerb
{
    private const int Paragraphs = 1500;
    private const int TestParagraphs = 120;

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-generate"), "stories");
        var outcome = GenerateRunner.Run(Request(invocation, folder), invocation.Notes, invocation.Cancellation);
        new GenerateReport(invocation.Terminal.Time).Write(folder.Report, outcome, "A language model of small stories");
        var output = invocation.Terminal.Output;
        if (invocation.WantsJson)
        {
            JsonOutput.Write(output, new GenerateDemoDocument("demo", folder.Report, GenerateDocument.Of(outcome)), GenerateJsonContext.Default.GenerateDemoDocument);
            return ExitCode.Done;
        }

        GenerateText.WriteScores(output, outcome);
        output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        output.WriteLine($"Next:   rnn generate {outcome.Request.Folder.Path} --prompt \"Mira opens the door of the \"");
        return ExitCode.Done;
    }

    private static GenerateRequest Request(TaskInvocation invocation, OutputFolder folder)
    {
        var given = invocation.Training!.Read(invocation.Parsed);
        var options = new LanguageModelOptions
        {
            Seed = given.Options.Seed,
            Threads = given.Options.Threads,
            Hidden = given.Options.Hidden ?? 96,
            Embedding = 32,
            Layers = 1,
            Epochs = given.Options.Epochs ?? 12,
            BatchSize = 16,
            Segment = 64,
            Dropout = 0.1,
        };
        if (given.IsGiven("cell")) options = options with { Cell = given.Options.Cell };
        return new GenerateRequest
        {
            DataName = "stories",
            Training = DemoStory.Make(Paragraphs, seed: 1),
            Validation = null,
            Test = DemoStory.Make(TestParagraphs, seed: 2),
            Options = options,
            Folder = folder.Part("stories"),
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }
}
