using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;

namespace Recurrent.Cli.Tasks.Forecast;

/// <summary><c>rnn predict --paths N</c>: possible futures instead of quantiles.</summary>
internal static class PathOutput
{
    public static void Write(
        Forecaster model, SeriesCollection history, PathOptions options, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future, TaskInvocation invocation)
    {
        if (!model.Head.IsSampled())
        {
            throw new UsageException(
                $"--paths: this model's head is {model.Head.Name()}, which draws no paths; train one with --head normal, student-t, negative-binomial, poisson or gamma.");
        }

        invocation.RefuseJsonWithoutFile("the paths themselves are");
        var paths = model.SamplePaths(history, options, future);
        if (invocation.Out is not { } file)
        {
            paths.WriteCsv(invocation.Terminal.Output);
            return;
        }

        OutputFile.Write(file, paths.WriteCsv);
        invocation.Notes.Say($"{NumberText.Count(options.Count)} paths of {paths.Count} series, {paths[0].Horizon} steps: {file}");
        if (invocation.WantsJson)
        {
            var document = new PredictionDocument("forecast", file, paths.Count, paths[0].Horizon, paths.Sum(one => (long)one.History.MissingCount)) { Paths = options.Count };
            JsonOutput.Write(invocation.Terminal.Output, document, CliJsonContext.Default.PredictionDocument);
        }
    }
}
