using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;

namespace Recurrent.Cli.Tasks.Forecast;

/// <summary><c>rnn train forecast</c>.</summary>
internal sealed class TrainForecastCommand
{
    private readonly Argument<string> _data = new("data") { HelpName = "DATA", Description = "CSV (plain or .gz) or Parquet file: unique_id,ds,y or any names that leave one sensible choice." };
    private readonly Option<string?> _test = new("--test") { HelpName = "FILE", Description = "Continuation of DATA to score on; then nothing of DATA is held out for the score." };
    private readonly Option<string?> _valid = new("--valid") { HelpName = "FILE", Description = "Not used for forecasting.", Hidden = true };
    private readonly SeriesSymbols _series = new();
    private readonly TrainingSymbols _training = new("horizon", "context", "head", "quantiles", "body", "cell", "hidden", "layers", "members", "epochs", "time_budget", "seed", "threads");
    private readonly OutputSymbols _output = new();

    public static Command Create(Terminal terminal) => new TrainForecastCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("forecast", "Train a forecaster for one or many series. Whatever is not named is chosen from the data and printed.");
        command.Arguments.Add(_data);
        _training.AddTo(command);
        command.Options.Add(_test);
        command.Options.Add(_valid);
        _series.AddTo(command);
        _output.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var outcome = ForecastRunner.Run(Request(parsed, notes.Terminal), notes, cancellation);
        var report = new ForecastReport(notes.Terminal.Time);
        report.Write(outcome.Folder.Report, $"Forecast of {outcome.Request.DataName}", [outcome]);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, MetricsDocument.Of(outcome), CliJsonContext.Default.MetricsDocument);
        else
            OutcomeText.Write(notes.Terminal.Output, outcome);
        return ExitCode.Done;
    }

    private ForecastRequest Request(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(_valid) is not null)
            throw new UsageException("--valid: forecasting validates on the values before the held-out end, cut by time; leave it out, or name a continuation to score on with --test FILE.");
        var path = parsed.GetValue(_data)!;
        var settings = _training.Read(parsed);
        if (settings.Options is { Body: ForecastBody.Dilated, Layers: > ForecasterOptions.MostDilatedBlocks and var blocks })
            throw new UsageException($"--layers: received {blocks}; expected 1 to {ForecasterOptions.MostDilatedBlocks} blocks of two layers for a dilated body.");
        if (settings.Options.Head == ForecastHead.Point && settings.IsGiven("quantiles"))
            throw new UsageException("--quantiles: a point head gives one number for each step and no quantiles; leave --quantiles out, or choose another --head.");
        var reading = _series.Read(parsed);
        var data = SeriesFiles.Read(path, reading, terminal);
        HorizonChoice? chosen = settings.HasHorizon ? null : HorizonChooser.Choose(data);
        if (parsed.GetValue(_test) is { } test)
        {
            var continuation = SeriesFiles.Read(test, reading with { Frequency = data.Frequency, MinimumLength = 1, KeepEnds = true }, terminal);
            chosen = TestHorizon.Choose(continuation, settings, test);
            data = SeriesJoin.Append(data, continuation, test);
        }

        CheckHead(settings.Options, data, path);
        var resume = _output.IsResumed(parsed);
        var folder = _output.Folder(parsed, DataName(path) + "-forecast");
        return new ForecastRequest
        {
            DataName = path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path),
            Data = data,
            TestName = Path.GetFileName(parsed.GetValue(_test)),
            Reading = reading,
            Options = chosen is { } choice ? settings.Options with { Horizon = choice.Steps } : settings.Options,
            HorizonReason = chosen?.Reason,
            Folder = folder,
            Command = CommandText.Of(parsed, folder.Path),
            ResumeCommand = CommandText.Resuming(parsed, folder.Path),
            Resume = resume,
            LogFolder = _output.LogFolder(parsed),
        };
    }

    /// <summary>Refuses data and options that the head cannot use, before anything is written.</summary>
    private static void CheckHead(ForecasterOptions options, SeriesCollection data, string path)
    {
        if (HeadRules.Conflict(options, data) is { } conflict) throw new UsageException($"--head: {conflict}");
        HeadRules.CheckValues(options.Head, data, path);
    }

    /// <summary><c>sales.csv.gz</c> is <c>sales</c>.</summary>
    private static string DataName(string path) => path == SeriesFiles.StandardInput ? "stdin" : Path.GetFileName(path).Split('.')[0] is { Length: > 0 } name ? name : "data";
}
