using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary><c>rnn evaluate</c> with a tagger.</summary>
internal sealed class TagEvaluate : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("DATA: a tagger needs tagged sentences to be scored on; name a file in CoNLL columns, or - for standard input.");
        var tagger = SequenceTagger.Load(invocation.Location!.Folder);
        invocation.Terminal.Probe?.OnModel(tagger.State.Network);
        var evaluation = TaggerEvaluator.Evaluate(tagger, SpooledInput.Read(path, invocation.Terminal, ConllFile.Read));
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, TagScoresDocument.Of(evaluation), TagJsonContext.Default.TagScoresDocument);
            return ExitCode.Done;
        }

        invocation.Terminal.Output.WriteLine($"{NumberText.Count(evaluation.Sentences.Count)} sentences, {NumberText.Count(evaluation.Tokens)} tokens");
        TagText.WriteTable(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }
}
