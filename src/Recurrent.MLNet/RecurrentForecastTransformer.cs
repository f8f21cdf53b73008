using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Forecasting;
using Recurrent.MLNet.Interior;
using Recurrent.MLNet.Rows;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet;

/// <summary>A trained <see cref="Forecaster"/> on the rows of a data view.</summary>
/// <remarks>
/// No state is hidden. Where rows hold one observation, the forecast of a row continues the rows of its series up to it, beginning anew with
/// every pass over the view; only the forecasts that are read are computed, each by one run of the network. Where rows hold vectors, a row is a
/// series for itself: the form for prediction engines and their pools. <c>transformer.Model.Predict()</c> continues the training data, and
/// <see cref="ReadSeries"/> with <c>transformer.Model.Predict(series)</c> the end of every series of another view.
/// </remarks>
public sealed class RecurrentForecastTransformer : RecurrentTransformer<Forecaster>
{
    private readonly ForecastColumnNames _columns;

    /// <summary>Puts a forecaster, such as one that <c>rnn train forecast</c> made, into a pipeline.</summary>
    /// <param name="model">The forecaster; without covariates, for which there are no columns.</param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <exception cref="ArgumentException">The forecaster reads times, and no column with them is named; or it does not know the levels of the interval.</exception>
    public RecurrentForecastTransformer(Forecaster model, ForecastColumnNames? columns = null)
        : base(model)
    {
        _columns = columns ?? new ForecastColumnNames();
        if (model.Frequency.IsCalendar && _columns.Time is null)
            throw new ArgumentException($"The forecaster knows {model.Frequency} series with times; name the column with the times of the rows (ForecastColumnNames.Time).", nameof(columns));
        var least = 0.5 - (_columns.Interval / 200);
        if ((_columns.LowerBound ?? _columns.UpperBound) is not null && least < model.Quantiles[0] - 1e-9)
            throw new ArgumentException(
                $"An interval of {_columns.Interval} % needs the level {least:0.###}, but the lowest of the forecaster is {model.Quantiles[0]}. "
                + "Ask for a narrower one (ForecastColumnNames.Interval), or train with wider levels (ForecasterOptions.Quantiles).",
                nameof(columns));
    }

    private protected override string NoSingleRows =>
        $"The column '{_columns.Value}' has one value a row, which says nothing without the rows before it. Give a vector of all values so far, oldest first (a float[] in the "
        + "class of the input), and the time of the last one.";

    /// <summary>Reads the rows of a view as series, by the rules of training.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The series, for <c>Model.Predict</c>, <c>Evaluate</c> or <c>Backtest</c>.</returns>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names it.</exception>
    /// <exception cref="Training.Data.DataFormatException">A row cannot be used; the message says which, why and what to do.</exception>
    public SeriesCollection ReadSeries(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return RecurrentForecastEstimator.Read(input, _columns, Model.Frequency);
    }

    private protected override IRowBinding Bind(DataViewSchema schema)
    {
        InputColumn.Check(ForecastLayout.Rules(_columns), Shapes.Of(schema));
        return new ForecastMapping(Model, _columns, schema);
    }

    private protected override void Save(ModelSaveContext context) =>
        ModelZip.Save(context, ModelEntry.Forecast, _columns, ColumnJsonContext.Default.ForecastColumnNames, Model.Save);

    /// <summary>Called by ML.NET when a model is loaded.</summary>
    private static RecurrentForecastTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        // One thread a forecast: rows go to the threads of whoever reads them.
        var model = ModelZip.Load(ctx, ModelEntry.Forecast, ColumnJsonContext.Default.ForecastColumnNames, static folder => Forecaster.Load(folder, threads: 1), out var columns);
        return new RecurrentForecastTransformer(model, columns);
    }
}
