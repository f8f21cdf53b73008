using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn predict</c>.</summary>
internal sealed class PredictCommand
{
    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "Folder that a training run wrote." };
    private readonly Argument<string?> _input = new("input")
    {
        HelpName = "INPUT",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Newer history (CSV, plain or .gz), or - for stdin; without it the training data are continued.",
    };

    private readonly Option<string?> _out = new("--out", "-o") { HelpName = "F", Description = "File for the forecast; stdout when not named." };
    private readonly Option<int?> _horizon = new("--horizon") { HelpName = "N", Description = "Steps to forecast, also beyond the trained horizon." };
    private readonly Option<string?> _future = new("--future") { HelpName = "F", Description = "CSV with the known-future covariates of the steps to forecast." };
    private readonly SeriesSymbols _series = new();

    public static Command Create(Terminal terminal) => new PredictCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("predict", "Forecast with a trained model: unique_id,ds,y-hat and interval bounds, one row a series and step.");
        command.Arguments.Add(_model);
        command.Arguments.Add(_input);
        command.Options.Add(_out);
        command.Options.Add(_horizon);
        command.Options.Add(_future);
        _series.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        if (parsed.GetValue(_horizon) is < 1 and var steps)
            throw new UsageException($"--horizon: received {steps}; expected at least 1.");
        var location = ModelLocation.Find(parsed.GetValue(_model)!);
        var model = location.LoadForecaster();
        var reading = _series.Read(parsed, location.Reading(model));
        var history = parsed.GetValue(_input) is { } input ? SeriesFiles.Read(input, reading, notes.Terminal) : null;
        var forecasts = Predict(parsed, model, history, parsed.GetValue(_future) is { } future
            ? FutureFile.Read(future, reading, history ?? model.History, notes.Terminal)
            : null);
        if (forecasts[0].Horizon > forecasts.TrainedHorizon)
            notes.Say($"The model was trained for {forecasts.TrainedHorizon} steps; the steps beyond are less reliable.");
        Write(parsed.GetValue(_out), forecasts, parsed, notes);
        return ExitCode.Done;
    }

    private ForecastSet Predict(
        ParseResult parsed, Forecaster model, SeriesCollection? history, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future)
    {
        try
        {
            var horizon = parsed.GetValue(_horizon);
            return history is null ? model.Predict(horizon, future) : model.Predict(history, horizon, future);
        }
        catch (ArgumentException refusal)
        {
            throw new UsageException(ErrorText.Of(refusal), refusal);
        }
    }

    private static void Write(string? path, ForecastSet forecasts, ParseResult parsed, Notes notes)
    {
        if (path is null && GlobalOptions.WantsJson(parsed))
            throw new UsageException("--json: the forecast itself is the result of predict; name a file for it with --out, or leave --json out.");
        if (path is null)
        {
            forecasts.WriteCsv(notes.Terminal.Output);
            return;
        }

        OutputFile.Write(path, writer => forecasts.WriteCsv(writer));
        notes.Say($"Forecast of {forecasts.Count} series, {forecasts[0].Horizon} steps: {path}");
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, new PredictionDocument("forecast", path, forecasts.Count, forecasts[0].Horizon), CliJsonContext.Default.PredictionDocument);
    }
}
