using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn evaluate</c>.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "Folder that a training run wrote." };
    private readonly Argument<string?> _data = new("data")
    {
        HelpName = "DATA",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "CSV file (plain or .gz) or -; the last horizon of each series is forecast and scored. Without it: the training data.",
    };

    private readonly Option<string?> _history = new("--history") { HelpName = "FILE", Description = "Values before those of DATA, when DATA holds only what is to be forecast." };
    private readonly Option<int> _origins = new("--origins") { HelpName = "N", Description = "Points in time to forecast from; the last leaves one horizon.", DefaultValueFactory = static _ => 1 };
    private readonly Option<int?> _stride = new("--stride") { HelpName = "N", Description = "Steps between those points; one horizon when not named." };
    private readonly SeriesSymbols _series = new();

    public static Command Create(Terminal terminal) => new EvaluateCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("evaluate", "Score a model beside simple methods on the same values.");
        command.Arguments.Add(_model);
        command.Arguments.Add(_data);
        command.Options.Add(_history);
        command.Options.Add(_origins);
        command.Options.Add(_stride);
        _series.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        var (origins, stride) = (parsed.GetValue(_origins), parsed.GetValue(_stride));
        if (origins < 1) throw new UsageException($"--origins: received {origins}; expected at least 1.");
        if (stride < 1) throw new UsageException($"--stride: received {stride}; expected at least 1.");
        var location = ModelLocation.Find(parsed.GetValue(_model)!);
        var model = location.LoadForecaster();
        var data = Data(parsed, model, _series.Read(parsed, location.Reading(model)), notes.Terminal);
        var evaluation = origins == 1 ? model.Evaluate(data) : model.Backtest(data, origins, stride);
        if (GlobalOptions.WantsJson(parsed))
        {
            JsonOutput.Write(notes.Terminal.Output, EvaluationDocument.Of(evaluation), CliJsonContext.Default.EvaluationDocument);
            return ExitCode.Done;
        }

        notes.Terminal.Output.WriteLine(Heading(evaluation));
        ScoreTable.Write(notes.Terminal.Output, evaluation);
        return ExitCode.Done;
    }

    private SeriesCollection Data(ParseResult parsed, Forecaster model, SeriesReaderOptions reading, Terminal terminal)
    {
        var (path, history) = (parsed.GetValue(_data), parsed.GetValue(_history));
        if (path is null)
            return history is null ? model.History : throw new UsageException("--history: needs DATA, the file with the values to forecast.");
        if (history is null) return SeriesFiles.Read(path, reading, terminal);
        var continuation = SeriesFiles.Read(path, reading with { MinimumLength = 1 }, terminal);
        return SeriesJoin.Append(SeriesFiles.Read(history, reading, terminal), continuation, path);
    }

    private static string Heading(ForecastEvaluation evaluation)
    {
        var series = evaluation.Series.Count == 1 ? "1 series" : $"{NumberText.Count(evaluation.Series.Count)} series";
        return evaluation.Origins == 1
            ? $"{series}, the last {evaluation.Horizon} values forecast from those before them; seasonal period {evaluation.Period}"
            : $"{series}, {evaluation.Horizon} steps forecast at {evaluation.Origins} points in time; seasonal period {evaluation.Period}";
    }
}
