using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Embedded;

namespace Recurrent.Cli.Tasks.Forecast;

/// <summary><c>rnn demo forecast</c>: two classic series.</summary>
internal sealed class ForecastDemo : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-forecast"), DemoSeries.AirPassengers.Id, DemoSeries.Sunspots.Id);
        var outcomes = new List<ForecastOutcome>();
        var output = invocation.Terminal.Output;
        foreach (var (series, title) in new[] { (DemoSeries.AirPassengers, "Airline passengers"), (DemoSeries.Sunspots, "Sunspots") })
        {
            outcomes.Add(ForecastRunner.Run(Request(invocation, folder, series, title), invocation.Notes, invocation.Cancellation));
            if (invocation.WantsJson) continue;
            output.WriteLine(title);
            OutcomeText.WriteScores(output, outcomes[^1]);
            ForecastText.Write(output, outcomes[^1].Forecasts![0]);
            output.WriteLine();
        }

        new ForecastReport(invocation.Terminal.Time).Write(folder.Report, "Forecasting two classic series", outcomes);
        if (invocation.WantsJson)
            JsonOutput.Write(output, new DemoDocument("demo", folder.Report, [.. outcomes.Select(MetricsDocument.Of)]), CliJsonContext.Default.DemoDocument);
        else
            output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }

    private static ForecastRequest Request(TaskInvocation invocation, OutputFolder folder, Series series, string title)
    {
        var data = new SeriesCollection([series]);
        var settings = invocation.Training!.Read(invocation.Parsed);
        HorizonChoice? chosen = settings.HasHorizon ? null : HorizonChooser.Choose(data);
        return new ForecastRequest
        {
            DataName = title,
            Data = data,
            Options = chosen is { } choice ? settings.Options with { Horizon = choice.Steps } : settings.Options,
            HorizonReason = chosen?.Reason,
            Folder = folder.Part(series.Id),
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }
}
