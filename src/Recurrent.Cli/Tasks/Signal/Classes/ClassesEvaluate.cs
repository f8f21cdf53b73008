using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary><c>rnn evaluate</c> with a classifier.</summary>
internal sealed class ClassesEvaluate : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("DATA: a classifier needs labelled signals to be scored on; name a folder DIR/<label>/, a list with the columns file and label, or a table with the columns id and label.");
        var classifier = SignalClassifier.Load(invocation.Location!.Folder);
        invocation.Terminal.Probe?.OnModel(classifier.State.Network);
        var signals = ClassesInput.Read(path, classifier.Reading, invocation.Terminal);
        ClassesInput.RefuseUnlabelled(signals);
        var evaluation = SignalEvaluator.Evaluate(classifier, signals);
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, ClassesScoresDocument.Of(evaluation), ClassesJsonContext.Default.ClassesScoresDocument);
            return ExitCode.Done;
        }

        invocation.Terminal.Output.WriteLine($"{NumberText.Count(evaluation.Signals)} signals");
        ClassesText.WriteTable(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }
}
