using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Forecast;

/// <summary><c>rnn predict</c> with a forecasting model.</summary>
internal sealed class ForecastPredict : ITaskVerb
{
    private readonly Option<int?> _horizon = new("--horizon") { HelpName = "N", Description = "Forecast: steps, also beyond the trained horizon." };
    private readonly Option<string?> _future = new("--future") { HelpName = "F", Description = "Forecast: CSV with the known-future covariates of the steps to come." };

    private readonly Option<int?> _paths = new("--paths") { HelpName = "N", Description = "Forecast: write N possible futures of each series instead of quantiles; for models with a head that draws." };
    private readonly Option<ulong?> _seed = new("--seed") { HelpName = "N", Description = "Forecast: seed of the paths; that of the training when not named. The same seed gives the same paths." };

    public IReadOnlyList<Option> Options => [_horizon, _future, _paths, _seed];

    public int Run(TaskInvocation invocation)
    {
        var parsed = invocation.Parsed;
        if (parsed.GetValue(_horizon) is < 1 and var steps)
            throw new UsageException($"--horizon: received {steps}; expected at least 1.");
        if (parsed.GetValue(_paths) is < 1 and var count)
            throw new UsageException($"--paths: received {count}; expected at least 1.");
        if (parsed.GetValue(_seed) is not null && parsed.GetValue(_paths) is null)
            throw new UsageException("--seed: is the seed of the paths; name their number with --paths N, or leave it out.");
        var location = invocation.Location!;
        var model = location.LoadForecaster();
        var reading = invocation.Reading!.Read(parsed, location.Reading(model));
        var history = invocation.Input is { } input ? SeriesFiles.Read(input, reading, invocation.Terminal) : null;
        HeadRules.CheckValues(model.Head, history ?? model.History, invocation.Input);
        var future = parsed.GetValue(_future) is { } file ? FutureFile.Read(file, reading, history ?? model.History, invocation.Terminal) : null;
        HolidayText.Say(model, future, invocation.Notes);
        MissingText.Say(history ?? model.History, model.ReadsMissingValues, invocation.Notes);
        if ((parsed.GetValue(_horizon) ?? 1) > model.Horizon)
            invocation.Notes.Say($"The model was trained for {model.Horizon} steps; the steps beyond are less reliable.");
        if (parsed.GetValue(_paths) is { } paths)
        {
            var options = new PathOptions { Count = paths, Seed = parsed.GetValue(_seed), Horizon = parsed.GetValue(_horizon) };
            PathOutput.Write(model, history ?? model.History, options, future, invocation);
        }
        else
        {
            var start = invocation.Terminal.Time.GetTimestamp();
            var forecasts = Predict(parsed, model, history, future);
            Write(forecasts, invocation, invocation.Terminal.Time.GetElapsedTime(start).TotalSeconds);
        }

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
        catch (DataFormatException unnamed) when (unnamed is { File.Length: 0, Column: not null })
        {
            // A column that is known ahead is one of the future file.
            throw UnnamedData.Of(unnamed, parsed.GetValue(_future));
        }
    }

    private static void Write(ForecastSet forecasts, TaskInvocation invocation, double seconds)
    {
        if (invocation.Out is not { } path)
        {
            invocation.RefuseJsonWithoutFile("the forecast itself is");
            forecasts.WriteCsv(invocation.Terminal.Output);
            return;
        }

        OutputFile.Write(path, writer => forecasts.WriteCsv(writer));
        invocation.Notes.Say($"Forecast of {forecasts.Count} series, {forecasts[0].Horizon} steps, in {NumberText.Time(seconds)}: {path}");
        if (invocation.WantsJson)
        {
            var missing = forecasts.Sum(one => (long)one.History.MissingCount);
            var document = new PredictionDocument("forecast", path, forecasts.Count, forecasts[0].Horizon, missing) { Seconds = seconds };
            JsonOutput.Write(invocation.Terminal.Output, document, CliJsonContext.Default.PredictionDocument);
        }
    }
}
