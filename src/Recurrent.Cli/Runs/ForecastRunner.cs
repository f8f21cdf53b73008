using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Runs;

/// <summary>Trains a forecaster and writes everything that belongs to the run.</summary>
internal static class ForecastRunner
{
    /// <summary>Trains, forecasts and writes model, metrics and log; the report is the caller's.</summary>
    /// <exception cref="OperationCanceledException">The run was interrupted; the message says how to go on.</exception>
    public static ForecastOutcome Run(ForecastRequest request, Notes notes, CancellationToken cancellation)
    {
        var losses = request.Resume ? LossHistory.FromLog(request.Folder.Log) : new LossHistory();
        using var files = new RunFiles(request, notes.Terminal.Time);
        var training = Train(request, notes, files, losses, cancellation);
        request.Folder.Open(resume: true);
        training.Model.Save(request.Folder.Model);
        var outcome = new ForecastOutcome(request, training, NextSteps(training.Model), losses);
        JsonFile.Write(request.Folder.Metrics, MetricsDocument.Of(outcome), CliJsonContext.Default.MetricsDocument);
        return outcome;
    }

    /// <summary>What comes behind the data; nobody knows without the future covariates, if the model uses some.</summary>
    private static ForecastSet? NextSteps(Forecaster model) =>
        model.History[0].Covariates.Any(one => one.Kind == CovariateKind.Future) ? null : model.Predict();

    private static ForecastTraining Train(ForecastRequest request, Notes notes, RunFiles files, LossHistory losses, CancellationToken cancellation) =>
        TrainingRun.Of(request, notes, files, (options, progress) => Forecaster.Train(request.Data, options, [files, losses, progress], initial: null, cancellation), cancellation);
}
