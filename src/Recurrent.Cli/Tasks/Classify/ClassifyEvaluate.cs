using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Classification;
using Recurrent.Text.Classification.Reading;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary><c>rnn evaluate</c> with a classifier of texts.</summary>
internal sealed class ClassifyEvaluate : ITaskVerb
{
    private readonly TextSymbols _columns = new();

    public IReadOnlyList<Option> Options => _columns.Options;

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("DATA: a classifier needs labelled texts to be scored on; name a CSV, TSV or JSON-lines file, or - for standard input.");
        var classifier = TextClassifier.Load(invocation.Location!.Folder);
        invocation.Terminal.Probe?.OnModel(classifier.State.Network);
        var texts = LabelledTextReader.Read(InputLines.Open(path, invocation.Terminal), TextSymbols.Read(invocation.Parsed, classifier.Reading)).Texts;
        var evaluation = TextEvaluator.Evaluate(classifier, texts);
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, ClassifyScoresDocument.Of(evaluation), ClassifyJsonContext.Default.ClassifyScoresDocument);
            return ExitCode.Done;
        }

        invocation.Terminal.Output.WriteLine($"{NumberText.Count(evaluation.Texts)} texts");
        ClassifyText.WriteTable(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }
}
