using Microsoft.ML;
using Recurrent.MLNet.Rows;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet.Forecasting;

/// <summary>Continues the series that stands in a row.</summary>
internal sealed class HistoryPredictor(Forecaster model, ForecastColumnNames names, DataViewRow input) : RowPredictor<RowForecast>(input)
{
    private readonly HistoryRows _rows = new(input, names, model.Frequency);

    public override Delegate Getter(int output) => ForecastLayout.Getter(names, output, () => Current.Forecast, model.Horizon);

    protected override RowForecast Predict() => new(model.Predict(new SeriesCollection([_rows.Read("")]))[0]);
}
