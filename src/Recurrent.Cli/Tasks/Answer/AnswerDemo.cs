using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Answering;
using Recurrent.Text.Embedded;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary><c>rnn demo answer</c>: stories of a small world.</summary>
internal sealed class AnswerDemo : ITaskVerb
{
    private const int Training = 400;
    private const int Others = 150;
    private const int Epochs = 40;
    private const int Embedding = 50;

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-answer"), "stories");
        var outcome = AnswerRunner.Run(Request(invocation, folder), invocation.Notes, invocation.Cancellation);
        new AnswerReport(invocation.Terminal.Time).Write(folder.Report, "Questions about stories of a small world", outcome);
        var output = invocation.Terminal.Output;
        if (invocation.WantsJson)
        {
            JsonOutput.Write(output, new AnswerDemoDocument("demo", folder.Report, AnswerDocument.Of(outcome)), AnswerJsonContext.Default.AnswerDemoDocument);
            return ExitCode.Done;
        }

        AnswerText.WriteScores(output, outcome);
        output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }

    private static AnswerRequest Request(TaskInvocation invocation, OutputFolder folder)
    {
        var given = invocation.Training!.Read(invocation.Parsed);
        return new AnswerRequest
        {
            DataName = "stories",
            Training = DemoWorld.Questions(Training),
            Validation = DemoWorld.Questions(Others, part: 1),
            Test = DemoWorld.Questions(Others, part: 2),
            Options = new StoryAnswererOptions
            {
                Seed = given.Options.Seed,
                Threads = given.Options.Threads,
                Embedding = given.Options.Hidden ?? Embedding,
                Epochs = given.Options.Epochs ?? Epochs,
                Restarts = 1,
            },
            Folder = folder.Part("stories"),
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }
}
