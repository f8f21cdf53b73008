using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Configuration;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.AnomalyDetection;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary><c>rnn train detect</c>.</summary>
internal sealed class TrainDetectCommand
{
    private const double UsualShare = 0.8;
    private readonly Argument<string> _data = new("data") { HelpName = "DATA", Description = "CSV (plain or .gz) or Parquet file, folder of such files, or -: timestamp,value[,more channels], rows of usual behaviour." };
    private readonly Option<string?> _test = new("--test") { HelpName = "FILE|DIR", Description = "Rows to score on; then everything of DATA is learnt from." };
    private readonly Option<int?> _rows = new("--train-rows") { HelpName = "N", Description = "Learn from the first N rows of every file and score on the others; the first four fifths when not named." };
    private readonly DetectColumns _columns = new();
    private readonly SettingSymbols<DetectorOptions> _settings = new(DetectKeys.All);
    private readonly OutputSymbols _output = new();

    public static Command Create(Terminal terminal) => new TrainDetectCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(DetectTask.TaskName, "Train a detector of strange rows in one or many channels. Labels, if there are any, are used for scoring only.");
        command.Arguments.Add(_data);
        _settings.AddTo(command);
        command.Options.Add(_test);
        command.Options.Add(_rows);
        _columns.AddTo(command);
        _output.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var outcome = DetectRunner.Run(Request(parsed, notes.Terminal), notes, cancellation);
        new DetectReport(notes.Terminal.Time).Write(outcome.Request.Folder.Report, $"Anomalies of {outcome.Request.DataName}", [outcome]);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, DetectDocument.Of(outcome), DetectJsonContext.Default.DetectDocument);
        else
            DetectText.Write(notes.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    private DetectRequest Request(ParseResult parsed, Terminal terminal)
    {
        var path = parsed.GetValue(_data)!;
        var (test, rows) = (parsed.GetValue(_test), parsed.GetValue(_rows));
        if (test is not null && rows is not null) throw new UsageException("--test and --train-rows contradict each other: one scores on another file, the other on the rest of DATA.");
        if (rows < 1) throw new UsageException($"--train-rows: received {rows}; expected at least 1.");
        var options = _settings.Read(parsed, new DetectorOptions());
        var reading = _columns.Read(parsed);
        var tables = DetectColumns.ReadAll(path, reading with { MayLackLabel = test is not null }, terminal);
        var resume = _output.IsResumed(parsed);
        var folder = _output.Folder(parsed, DataName(path) + "-detect");
        return new DetectRequest
        {
            DataName = path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(Path.TrimEndingDirectorySeparator(path)),
            Training = test is null ? [.. tables.Select(table => table.Slice(0, Learnt(table, rows)))] : tables,
            Test = test is null ? [.. tables.Select(table => Rest(table, Learnt(table, rows))).Where(static table => table.Rows > 0)] : DetectColumns.ReadAll(test, SameChannels(reading, tables[0]), terminal),
            Options = options,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = resume,
            LogFolder = _output.LogFolder(parsed),
        };
    }

    private static int Learnt(DetectionTable table, int? rows) => Math.Min(table.Rows, rows ?? (int)(table.Rows * UsualShare));

    private static DetectionTable Rest(DetectionTable table, int learnt) => table.Slice(learnt, table.Rows - learnt);

    private static DetectionReaderOptions SameChannels(DetectionReaderOptions reading, DetectionTable table) => reading with { Channels = table.Channels };

    /// <summary><c>sensor.csv.gz</c> is <c>sensor</c>.</summary>
    private static string DataName(string path) =>
        path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).Split('.')[0] is { Length: > 0 } name ? name : "data";
}
