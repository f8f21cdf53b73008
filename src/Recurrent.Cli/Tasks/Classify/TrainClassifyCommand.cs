using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Classification;
using Recurrent.Text.Classification.Reading;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary><c>rnn train classify</c>.</summary>
internal sealed class TrainClassifyCommand
{
    private const double UsualShare = 0.2;
    private readonly Argument<string> _data = new("data") { HelpName = "DATA", Description = "CSV, TSV or JSON-lines file (plain or .gz) with a text and a label in every row, or - for stdin." };
    private readonly Option<string?> _valid = new("--valid") { HelpName = "FILE", Description = "Texts to choose the epoch and to calibrate by; a tenth of those to learn from when not named." };
    private readonly Option<string?> _test = new("--test") { HelpName = "FILE", Description = "Texts to score on; then everything of DATA is learnt from." };
    private readonly Option<double?> _share = new("--test-share") { HelpName = "SHARE", Description = "Share of every class that is held back to score on; 0.2 when not named, 0 holds nothing back." };
    private readonly TextSymbols _columns = new();
    private readonly SettingSymbols<TextClassifierOptions> _settings = new(ClassifyKeys.All);
    private readonly OutputSymbols _output = new();

    public static Command Create(Terminal terminal) => new TrainClassifyCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(ClassifyTask.TaskName, "Train a classifier of texts: one label a text (sentiment, topic), or several.");
        command.Arguments.Add(_data);
        foreach (var option in new Option[] { _valid, _test, _share }) command.Options.Add(option);
        foreach (var option in _columns.Options) command.Options.Add(option);
        _settings.AddTo(command);
        _output.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var outcome = ClassifyRunner.Run(Request(parsed, notes.Terminal), notes, cancellation);
        new ClassifyReport(notes.Terminal.Time).Write(outcome.Request.Folder.Report, $"Classes of {outcome.Request.DataName}", [outcome]);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, ClassifyDocument.Of(outcome), ClassifyJsonContext.Default.ClassifyDocument);
        else
            ClassifyText.Write(notes.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    private ClassifyRequest Request(ParseResult parsed, Terminal terminal)
    {
        var path = parsed.GetValue(_data)!;
        var (test, share) = (parsed.GetValue(_test), parsed.GetValue(_share));
        if (test is not null && share is not null) throw new UsageException("--test and --test-share contradict each other: one scores on another file, the other on a part of DATA.");
        if (share is not (null or (>= 0 and <= 0.9))) throw new UsageException(FormattableString.Invariant($"--test-share: received {share}; expected 0 to 0.9."));
        var options = _settings.Read(parsed, new TextClassifierOptions());
        var reading = TextSymbols.Read(parsed) with { SplitLabels = options.MultiLabel != false };
        var data = LabelledTextReader.Read(InputLines.Open(path, terminal), reading);
        var split = test is null ? TextSplit.HoldBack(data.Texts, share ?? UsualShare, options.Seed) : new TextSplit(data.Texts, Other(test));
        var validation = parsed.GetValue(_valid) is { } valid ? Other(valid) : null;
        LabelledText[] others = [.. split.Held, .. validation ?? []];
        var (toldByTraining, toldByOthers) = (HasSeveral(split.Training), HasSeveral(others));
        RefuseUnusable(split.Training, others, options.MultiLabel ?? (toldByTraining || toldByOthers));
        var resume = _output.IsResumed(parsed);
        var folder = _output.Folder(parsed, DataName(path) + "-classify");
        return new ClassifyRequest
        {
            DataName = path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path),
            Training = split.Training,
            Validation = validation,
            Test = split.Held,
            // Training sees none of the test, so it is told.
            Options = options with { Reading = data.Reading, MultiLabel = options.MultiLabel ?? (toldByOthers && !toldByTraining ? true : null) },
            IsMultiLabelTold = options.MultiLabel is null && toldByOthers && !toldByTraining,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = resume,
            LogFolder = _output.LogFolder(parsed),
        };

        IReadOnlyList<LabelledText> Other(string file) => LabelledTextReader.Read(InputLines.Open(file, terminal), reading with { TextColumn = null, LabelColumn = null, Earlier = data.Reading }).Texts;

        static bool HasSeveral(IEnumerable<LabelledText> texts) => texts.Any(static one => one.Labels.Count > 1);
    }

    /// <summary>Before hours of training, not behind them.</summary>
    private static void RefuseUnusable(IReadOnlyList<LabelledText> training, IEnumerable<LabelledText> others, bool multiLabel)
    {
        string[] labels = [.. training.SelectMany(static one => one.Labels).Distinct().Order(StringComparer.Ordinal)];
        foreach (var text in training.Concat(others)) TextPlan.Target(text, labels, multiLabel);
    }

    /// <summary><c>reviews.csv.gz</c> is <c>reviews</c>.</summary>
    private static string DataName(string path) =>
        path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(Path.GetFullPath(path)).Split('.')[0] is { Length: > 0 } name ? name : "data";
}
