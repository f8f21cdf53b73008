using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Embedded;

namespace Recurrent.Cli.Commands;

/// <summary><c>rnn demo</c>: embedded data, from training to report.</summary>
internal sealed class DemoCommand
{
    private const string Forecast = "forecast";
    private const string Kind = "demo";
    private readonly Argument<string> _task = new("task") { HelpName = "TASK", Description = "What to show: forecast.", DefaultValueFactory = static _ => Forecast };
    private readonly Option<string?> _out = new("--out", "-o") { HelpName = "DIR", Description = "Folder to write; models/demo-forecast when not named." };
    private readonly TrainingSymbols _training = new("cell", "hidden", "epochs", "seed", "threads");

    public static Command Create(Terminal terminal) => new DemoCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(Kind, "Show it on embedded data in under a minute: train, score beside simple methods, forecast, write a report.");
        _task.CompletionSources.Add(Forecast);
        command.Arguments.Add(_task);
        command.Options.Add(_out);
        _training.AddTo(command);
        CommandRunner.Handle(command, terminal, Run);
        return command;
    }

    private int Run(ParseResult parsed, Notes notes, CancellationToken cancellation)
    {
        if (parsed.GetValue(_task) is var task && task != Forecast)
            throw new UsageException($"TASK: there is no demonstration '{task}'; choose {Forecast}.");
        var folder = DemoFolder.Take(parsed.GetValue(_out) ?? Path.Combine("models", "demo-forecast"));
        var outcomes = new List<ForecastOutcome>();
        foreach (var (series, title) in new[] { (DemoSeries.AirPassengers, "Airline passengers"), (DemoSeries.Sunspots, "Sunspots") })
        {
            outcomes.Add(ForecastRunner.Run(Request(parsed, folder, series, title), notes, cancellation));
            if (GlobalOptions.WantsJson(parsed)) continue;
            notes.Terminal.Output.WriteLine(title);
            OutcomeText.WriteScores(notes.Terminal.Output, outcomes[^1]);
            ForecastText.Write(notes.Terminal.Output, outcomes[^1].Forecasts[0]);
            notes.Terminal.Output.WriteLine();
        }

        new ForecastReport(notes.Terminal.Time).Write(folder.Report, "Forecasting two classic series", outcomes);
        if (GlobalOptions.WantsJson(parsed))
            JsonOutput.Write(notes.Terminal.Output, new DemoDocument(Kind, folder.Report, [.. outcomes.Select(MetricsDocument.Of)]), CliJsonContext.Default.DemoDocument);
        else
            notes.Terminal.Output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }

    private ForecastRequest Request(ParseResult parsed, OutputFolder folder, Series series, string title)
    {
        var data = new SeriesCollection([series]);
        var settings = _training.Read(parsed);
        HorizonChoice? chosen = settings.HasHorizon ? null : HorizonChooser.Choose(data);
        return new ForecastRequest
        {
            DataName = title,
            Data = data,
            Options = chosen is { } choice ? settings.Options with { Horizon = choice.Steps } : settings.Options,
            HorizonReason = chosen?.Reason,
            Folder = folder.Part(series.Id),
            Command = CommandText.Of(parsed, folder.Path),
        };
    }
}
