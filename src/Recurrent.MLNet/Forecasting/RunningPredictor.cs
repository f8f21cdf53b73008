using Microsoft.ML;
using Recurrent.MLNet.Rows;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Reading;

namespace Recurrent.MLNet.Forecasting;

/// <summary>Continues the rows of a series up to the present one.</summary>
internal sealed class RunningPredictor(Forecaster model, ForecastColumnNames names, DataViewRow input) : RowPredictor<RowForecast>(input)
{
    private const int FewestKnown = 2;
    private readonly SeriesRows _rows = new(input, names);
    private SeriesBuilder? _series;

    public override void Advance() => _series = _rows.Add();

    public override Delegate Getter(int output) => ForecastLayout.Getter(names, output, () => Current.Forecast, model.Horizon);

    protected override RowForecast Predict() => _series is { Known: >= FewestKnown } series
        ? new RowForecast(model.Predict(_rows.Build([series], model.Frequency, keepEnds: true))[0])
        : new RowForecast(null);
}
