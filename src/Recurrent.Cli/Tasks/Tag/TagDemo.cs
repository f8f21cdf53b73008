using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Embedded;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary><c>rnn demo tag</c>: sentences from a small grammar.</summary>
internal sealed class TagDemo : ITaskVerb
{
    private const int Training = 250;
    private const int Others = 300;
    private const int Epochs = 15;
    private const int Hidden = 48;
    private const int Embedding = 50;

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-tag"), "sentences");
        var outcome = TagRunner.Run(Request(invocation, folder), invocation.Notes, invocation.Cancellation);
        new TagReport(invocation.Terminal.Time).Write(folder.Report, "Finding names in generated sentences", outcome);
        var output = invocation.Terminal.Output;
        if (invocation.WantsJson)
        {
            JsonOutput.Write(output, new TagDemoDocument("demo", folder.Report, TagDocument.Of(outcome)), TagJsonContext.Default.TagDemoDocument);
            return ExitCode.Done;
        }

        TagText.WriteScores(output, outcome);
        output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }

    private static TagRequest Request(TaskInvocation invocation, OutputFolder folder)
    {
        var given = invocation.Training!.Read(invocation.Parsed);
        var options = new TaggerOptions
        {
            Seed = given.Options.Seed,
            Threads = given.Options.Threads,
            Hidden = given.Options.Hidden ?? Hidden,
            Embedding = Embedding,
            Epochs = given.Options.Epochs ?? Epochs,
        };
        if (given.IsGiven("cell")) options = options with { Cell = given.Options.Cell };
        return new TagRequest
        {
            DataName = "sentences",
            Training = DemoEntities.Sentences(Training),
            Validation = DemoEntities.Sentences(Others, part: 1),
            Test = DemoEntities.Sentences(Others, part: 2),
            Options = options,
            Folder = folder.Part("sentences"),
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }
}
