using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Metrics;

namespace Recurrent.Cli.Reports;

/// <summary>Mean absolute error of each step ahead, of the model and of the seasonal naive.</summary>
internal sealed class HorizonErrors
{
    private HorizonErrors(double[] model, double[] simple, bool isScaled) => (Model, Simple, IsScaled) = (model, simple, isScaled);

    /// <summary>Error of the model at steps 1, 2, … [H]</summary>
    public IReadOnlyList<double> Model { get; }

    /// <summary>Error of the seasonal naive. [H]</summary>
    public IReadOnlyList<double> Simple { get; }

    /// <summary>Whether errors are in units of the MASE scale; a single series keeps its own unit.</summary>
    public bool IsScaled { get; }

    public static HorizonErrors Of(ForecastEvaluation evaluation, SeriesCollection data)
    {
        var isScaled = evaluation.Forecasts.Count > 1;
        var baseline = new SeasonalNaive(evaluation.Period);
        var (model, simple) = (new double[evaluation.Horizon], new double[evaluation.Horizon]);
        var counted = new int[evaluation.Horizon];
        foreach (var forecast in evaluation.Forecasts)
        {
            var scale = isScaled ? Scale(forecast.History.Values, evaluation.Period) : 1;
            if (!(scale > 0)) continue;
            var actual = data[forecast.Id].Values.Slice(forecast.History.Length, evaluation.Horizon);
            var repeated = baseline.Forecast(forecast.History.Values, evaluation.Horizon);
            for (var step = 0; step < evaluation.Horizon; step++)
            {
                if (double.IsNaN(actual[step])) continue;
                counted[step]++;
                model[step] += Math.Abs(actual[step] - forecast.Point[step]) / scale;
                simple[step] += Math.Abs(actual[step] - repeated[step]) / scale;
            }
        }

        return new HorizonErrors([.. model.Zip(counted, (sum, count) => sum / count)], [.. simple.Zip(counted, (sum, count) => sum / count)], isScaled);
    }

    private static double Scale(ReadOnlySpan<double> history, int period) => history.Length > period ? Mase.Scale(history, period) : 0;
}
