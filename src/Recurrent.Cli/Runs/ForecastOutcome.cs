using Recurrent.Cli.Reports;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Cli.Runs;

/// <summary>A finished forecasting run.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Training">Model and scores.</param>
/// <param name="Forecasts">The steps behind the data.</param>
/// <param name="Losses">Curves of the run.</param>
internal sealed record ForecastOutcome(ForecastRequest Request, ForecastTraining Training, ForecastSet Forecasts, LossHistory Losses)
{
    public OutputFolder Folder => Request.Folder;
}
