using System.Collections.Immutable;
using Microsoft.ML;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Rows;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet.Forecasting;

/// <summary>A forecaster on rows of one schema.</summary>
internal sealed class ForecastMapping(Forecaster model, ForecastColumnNames names, DataViewSchema schema) : IRowBinding
{
    private readonly bool _holdsHistories = ForecastLayout.HoldsHistories(schema, names);

    public ImmutableArray<DataViewSchema.Column> Inputs { get; } = ForecastLayout.Read(schema, names);

    public ImmutableArray<OutputColumn> Outputs { get; } = ForecastLayout.Made(names, model.Horizon);

    public bool IsSequential => !_holdsHistories;

    public IRowPredictor Open(DataViewRow input) => _holdsHistories ? new HistoryPredictor(model, names, input) : new RunningPredictor(model, names, input);
}
