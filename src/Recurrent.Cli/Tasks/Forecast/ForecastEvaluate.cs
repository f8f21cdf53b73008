using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.Cli.Tasks.Forecast;

/// <summary><c>rnn evaluate</c> with a forecasting model.</summary>
internal sealed class ForecastEvaluate : ITaskVerb
{
    private readonly Option<string?> _history = new("--history") { HelpName = "FILE", Description = "Forecast: values before those of DATA, when DATA holds only what is to be forecast." };
    private readonly Option<int> _origins = new("--backtest", "--origins") { HelpName = "N", Description = "Forecast: points in time to forecast from (rolling origins); the last leaves one horizon.", DefaultValueFactory = static _ => 1 };
    private readonly Option<int?> _stride = new("--stride") { HelpName = "N", Description = "Forecast: steps between those points; one horizon when not named." };

    public IReadOnlyList<Option> Options => [_history, _origins, _stride];

    public int Run(TaskInvocation invocation)
    {
        var parsed = invocation.Parsed;
        var (origins, stride) = (parsed.GetValue(_origins), parsed.GetValue(_stride));
        if (origins < 1) throw new UsageException($"--backtest: received {origins}; expected at least 1.");
        if (stride < 1) throw new UsageException($"--stride: received {stride}; expected at least 1.");
        var location = invocation.Location!;
        var model = location.LoadForecaster();
        invocation.Terminal.Probe?.OnModel(model.State.Network);
        var data = Data(invocation, model, invocation.Reading!.Read(parsed, location.Reading(model)));
        var evaluation = origins == 1 ? model.Evaluate(data) : model.Backtest(data, origins, stride);
        MissingText.Say(data, model.ReadsMissingValues, invocation.Notes);
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, EvaluationDocument.Of(evaluation) with { MissingValues = data.Sum(one => (long)one.MissingCount) }, CliJsonContext.Default.EvaluationDocument);
            return ExitCode.Done;
        }

        invocation.Terminal.Output.WriteLine(Heading(evaluation));
        ScoreTable.Write(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }

    private SeriesCollection Data(TaskInvocation invocation, Forecaster model, SeriesReaderOptions reading)
    {
        var (path, history) = (invocation.Input, invocation.Parsed.GetValue(_history));
        if (path is null)
            return history is null ? model.History : throw new UsageException("--history: needs DATA, the file with the values to forecast.");
        if (history is null) return SeriesFiles.Read(path, reading, invocation.Terminal);
        var continuation = SeriesFiles.Read(path, reading with { MinimumLength = 1, KeepEnds = true }, invocation.Terminal);
        return SeriesJoin.Append(SeriesFiles.Read(history, reading, invocation.Terminal), continuation, path);
    }

    private static string Heading(ForecastEvaluation evaluation)
    {
        var series = evaluation.Series.Count == 1 ? "1 series" : $"{NumberText.Count(evaluation.Series.Count)} series";
        return evaluation.Origins == 1
            ? $"{series}, the last {evaluation.Horizon} values forecast from those before them; seasonal period {evaluation.Period}"
            : $"{series}, {evaluation.Horizon} steps forecast at {evaluation.Origins} points in time; seasonal period {evaluation.Period}";
    }
}
