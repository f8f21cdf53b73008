using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary><c>rnn evaluate</c> with an answerer.</summary>
internal sealed class AnswerEvaluate : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("DATA: an answerer needs stories with questions and answers to be scored on; name a file in the bAbI format, or - for standard input.");
        var answerer = StoryAnswerer.Load(invocation.Location!.Folder);
        invocation.Terminal.Probe?.OnModel(answerer.State.Network);
        var evaluation = StoryEvaluator.Evaluate(answerer, StoryInput.Read(path, invocation.Terminal));
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, AnswerScoresDocument.Of(evaluation), AnswerJsonContext.Default.AnswerScoresDocument);
            return ExitCode.Done;
        }

        invocation.Terminal.Output.WriteLine($"{NumberText.Count(evaluation.Questions.Count)} questions");
        AnswerText.WriteTable(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }
}
