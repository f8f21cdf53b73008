using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Signals.Classification;
using Recurrent.TimeSeries.Signals.Reading;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary>Classifiers of whole signals.</summary>
internal sealed class ClassesForm : ISignalForm
{
    private const double UsualShare = 0.2;
    private readonly Option<string?> _test = new("--test") { HelpName = "DIR|FILE", Description = "Classes: signals to score on; then everything of DATA is learnt from." };
    private readonly Option<double?> _share = new("--test-share") { HelpName = "SHARE", Description = "Classes: share of every class that is held back to score on; 0.2 when not named, 0 holds nothing back." };
    private readonly Option<string?> _file = new("--file-col") { HelpName = "COLUMN", Description = "Classes: column of a list with the paths of its files; found by the name file." };
    private readonly Option<string?> _id = new("--id-col") { HelpName = "COLUMN", Description = "Classes: column of a table that says which signal a row belongs to; found by the name id." };
    private readonly Option<string?> _label = new("--label-col") { HelpName = "COLUMN", Description = "Classes: column with the class; found by the name label." };
    private readonly Option<string?> _group = new("--group-col") { HelpName = "COLUMN", Description = "Classes: column with whom a signal is from, such as a speaker; a group is never split between learning and scoring." };

    public string Name => "classes";

    public IReadOnlyList<SignalKey> Keys => ClassKeys.All;

    public IReadOnlyList<Option> TrainOptions => [_test, _share, _file, _id, _label, _group];

    public int Train(SignalTrainInvocation invocation)
    {
        var outcome = ClassesRunner.Run(Request(invocation), invocation.Notes, invocation.Cancellation);
        new ClassesReport(invocation.Terminal.Time).Write(outcome.Request.Folder.Report, $"Classes of {outcome.Request.DataName}", [outcome]);
        if (GlobalOptions.WantsJson(invocation.Parsed))
            JsonOutput.Write(invocation.Terminal.Output, ClassesDocument.Of(outcome), ClassesJsonContext.Default.ClassesDocument);
        else
            ClassesText.Write(invocation.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    public ITaskVerb CreatePredict() => new ClassesPredict();

    public ITaskVerb CreateEvaluate() => new ClassesEvaluate();

    public IReadOnlyList<ChosenSetting> Settings(string modelFolder) => SignalClassifier.Load(modelFolder).Settings;

    private ClassesRequest Request(SignalTrainInvocation invocation)
    {
        var (parsed, output) = (invocation.Parsed, invocation.Output);
        var (test, share) = (parsed.GetValue(_test), parsed.GetValue(_share));
        if (test is not null && share is not null) throw new UsageException("--test and --test-share contradict each other: one scores on other signals, the other on a part of DATA.");
        if (share is not (null or (>= 0 and <= 0.9))) throw new UsageException(FormattableString.Invariant($"--test-share: received {share}; expected 0 to 0.9."));
        var reading = new SignalReaderOptions
        {
            FileColumn = parsed.GetValue(_file),
            IdColumn = parsed.GetValue(_id),
            LabelColumn = parsed.GetValue(_label),
            GroupColumn = parsed.GetValue(_group),
        };
        var options = ClassKeys.Read(invocation.Settings) with { Reading = reading };
        var signals = ClassesInput.Read(invocation.Data, reading, invocation.Terminal);
        ClassesInput.RefuseUnlabelled(signals);
        var split = test is null
            ? SignalSplit.HoldBack(signals, share ?? UsualShare, options.Seed)
            : new SignalSplit(signals, ClassesInput.Read(test, reading, invocation.Terminal));
        ClassesInput.RefuseUnlabelled(split.Test);
        ClassesInput.RefuseUnknown(split);
        var resume = output.IsResumed(parsed);
        var folder = output.Folder(parsed, ClassesInput.NameOf(invocation.Data) + "-signal");
        return new ClassesRequest
        {
            DataName = ClassesInput.TitleOf(invocation.Data),
            Training = split.Training,
            Test = split.Test,
            Options = options,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = resume,
            LogFolder = output.LogFolder(parsed),
        };
    }
}
