using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Forecasting;
using Recurrent.MLNet.Interior;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet;

/// <summary>Trains a <see cref="Forecaster"/> on the series in the rows of a data view.</summary>
/// <remarks>
/// The last <see cref="ForecasterOptions.Horizon"/> values of every series are held out for the score in <c>transformer.Model.Metrics</c>, as everywhere in
/// this library. Columns with covariates are not read: use <see cref="Forecaster.Train"/> for those.
/// </remarks>
public sealed class RecurrentForecastEstimator : RecurrentEstimator<RecurrentForecastTransformer>
{
    private readonly ForecasterOptions _options;
    private readonly ForecastColumnNames _columns;

    internal RecurrentForecastEstimator(IHostEnvironment environment, ForecasterOptions options, ForecastColumnNames columns)
        : base(environment) => (_options, _columns) = (options, columns);

    private protected override IEnumerable<InputColumn> Inputs => ForecastLayout.Rules(_columns);

    private protected override IEnumerable<OutputColumn> Outputs => ForecastLayout.Made(_columns, _options.Horizon);

    internal static SeriesCollection Read(IDataView input, ForecastColumnNames columns, Frequency? frequency)
    {
        InputColumn.Check(ForecastLayout.Rules(columns), Shapes.Of(input.Schema));
        using var cursor = input.GetRowCursor(ForecastLayout.Read(input.Schema, columns));
        return ForecastLayout.HoldsHistories(input.Schema, columns) ? Histories(cursor, columns, frequency) : Observations(cursor, columns, frequency);
    }

    private protected override RecurrentForecastTransformer Train(IDataView input, ChannelObserver observer) =>
        new(Forecaster.Train(Read(input, _columns, _columns.Frequency), _options, [observer]).Model, _columns);

    private static SeriesCollection Observations(DataViewRowCursor cursor, ForecastColumnNames columns, Frequency? frequency)
    {
        var rows = new SeriesRows(cursor, columns);
        while (cursor.MoveNext()) rows.Add();
        return rows.Build(frequency);
    }

    private static SeriesCollection Histories(DataViewRowCursor cursor, ForecastColumnNames columns, Frequency? frequency)
    {
        if (frequency is null && columns.Time is not null)
            throw new ArgumentException(
                $"Rows of whole series in the column '{columns.Value}' have one time each, which does not tell their step; name it (ForecastColumnNames.Frequency, such as Frequency.Daily).");
        var rows = new HistoryRows(cursor, columns, frequency ?? Frequency.Index);
        var series = new List<Series>();
        while (cursor.MoveNext()) series.Add(rows.Read((cursor.Position + 1).ToString(CultureInfo.InvariantCulture)));
        return series.Count > 0 ? new SeriesCollection(series) : throw RowErrors.NoRows();
    }
}
