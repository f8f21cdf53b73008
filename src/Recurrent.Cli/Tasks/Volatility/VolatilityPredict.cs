using System.CommandLine;
using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary><c>rnn predict</c> with a volatility model: a line for every day of the file and one for the day behind it.</summary>
internal sealed class VolatilityPredict : ITaskVerb
{
    private const string Header = "date,volatility,var-01,var-05";

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        invocation.RefuseJsonWithoutFile("the forecast itself is");
        var model = VolatilityModel.Load(invocation.Location!.Folder);
        var forecasts = Forecast(model, invocation);
        if (invocation.Out is not { } path)
        {
            Write(forecasts, invocation.Terminal.Output);
            return ExitCode.Done;
        }

        OutputFile.Write(path, writer => Write(forecasts, writer));
        var next = forecasts[^1];
        invocation.Notes.Say($"{NumberText.Count(forecasts.Count)} forecasts, the last for {VolatilityText.Date(next.Date)}: {path}");
        if (invocation.WantsJson)
            JsonOutput.Write(
                invocation.Terminal.Output,
                new VolatilityPredictionDocument(VolatilityTask.TaskName, path, forecasts.Count, VolatilityText.Date(next.Date), next.Volatility),
                VolatilityJsonContext.Default.VolatilityPredictionDocument);
        return ExitCode.Done;
    }

    private static IReadOnlyList<DayForecast> Forecast(VolatilityModel model, TaskInvocation invocation)
    {
        if (invocation.Input is not { } input) return [model.Forecast(model.Tail)[^1]];
        var table = PriceColumnSymbols.ReadFor(model, invocation, input);
        if (table.SkippedRows > 0) invocation.Notes.Say($"{NumberText.Count(table.SkippedRows)} rows without a price were skipped.");
        var forecasts = model.Forecast(table);
        var inSample = forecasts.Count(forecast => forecast.Date <= model.FirstLearntThrough);
        if (inSample > 0)
            invocation.Notes.Say($"The first {NumberText.Count(inSample)} forecasts are for days the model learnt from (through {VolatilityText.Date(model.FirstLearntThrough)}); all later ones were made from earlier days only.");
        return forecasts;
    }

    private static void Write(IReadOnlyList<DayForecast> forecasts, TextWriter writer)
    {
        writer.Write(Header + "\n");
        foreach (var one in forecasts)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{one.Date:yyyy-MM-dd},{one.Volatility:G9},{one.ValueAtRisk1:G9},{one.ValueAtRisk5:G9}\n"));
    }
}
