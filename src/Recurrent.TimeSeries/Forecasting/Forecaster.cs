namespace Recurrent.TimeSeries.Forecasting;

/// <summary>
/// A trained model that forecasts the next values of series like those it was trained on: one recurrent network for all of them, with a
/// distribution for each step. Immutable; any number of threads may use it.
/// </summary>
public sealed class Forecaster
{
    /// <summary>Steps it was trained to forecast.</summary>
    public int Horizon => throw new NotImplementedException();

    /// <summary>Past values the network reads.</summary>
    public int Context => throw new NotImplementedException();

    /// <summary>Levels it forecasts, growing.</summary>
    public IReadOnlyList<double> Quantiles => throw new NotImplementedException();

    /// <summary>Distance between the stamps of its series.</summary>
    public Frequency Frequency => throw new NotImplementedException();

    /// <summary>The data it was trained on, including the held-out end: what <see cref="Predict(int?, IReadOnlyDictionary{string, IReadOnlyList{Covariate}}?)"/> continues.</summary>
    public SeriesCollection History => throw new NotImplementedException();

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => throw new NotImplementedException();

    /// <summary>Trains a model.</summary>
    /// <param name="data">The series; the last <see cref="ForecasterOptions.Horizon"/> values of each are only used for the score.</param>
    /// <param name="options">Horizon, and whatever shall not be chosen from the data.</param>
    /// <param name="initial">A model to start from, of the same architecture; null starts afresh.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The model, its scores and the settings.</returns>
    /// <exception cref="Reading.DataFormatException">A series is too short; the message names it and the length it needs.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static ForecastTraining Train(
        SeriesCollection data, ForecasterOptions options, Forecaster? initial = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The model.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static Forecaster Load(string folder) => throw new NotImplementedException();

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>history.jsonl.gz</c>.</summary>
    /// <param name="folder">The folder to make or replace.</param>
    public void Save(string folder) => throw new NotImplementedException();

    /// <summary>Continues the training data.</summary>
    /// <param name="horizon">Steps, at least 1; null takes the trained horizon. More steps run the decoder further.</param>
    /// <param name="future">By id of the series: the known-future covariates of the steps to forecast; null when the model uses none.</param>
    /// <returns>One forecast a series.</returns>
    public ForecastSet Predict(int? horizon = null, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future = null) => throw new NotImplementedException();

    /// <summary>Continues other or newer series of the same frequency.</summary>
    /// <param name="history">Their values so far, with the covariates of the training data.</param>
    /// <param name="horizon">Steps, at least 1; null takes the trained horizon.</param>
    /// <param name="future">By id of the series: the known-future covariates of the steps to forecast; null when the model uses none.</param>
    /// <returns>One forecast a series.</returns>
    /// <exception cref="Reading.DataFormatException">Frequency or covariates differ from the training data, or a series is too short.</exception>
    public ForecastSet Predict(
        SeriesCollection history, int? horizon = null, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future = null) => throw new NotImplementedException();

    /// <summary>Forecasts the last horizon of every series from the values before it and scores the result beside simple methods.</summary>
    /// <param name="data">The series; on the training data the result is exactly the test score of the training.</param>
    /// <returns>Scores over all series and for each.</returns>
    public ForecastEvaluation Evaluate(SeriesCollection data) => throw new NotImplementedException();

    /// <summary>Does the same at several points in time; at each only the values before it are read.</summary>
    /// <param name="data">The series.</param>
    /// <param name="origins">Points in time, at least 1; the last leaves exactly one horizon.</param>
    /// <param name="stride">Steps between them, at least 1; null is the horizon.</param>
    /// <returns>Scores over all series and origins.</returns>
    /// <remarks>The weights stay those of the training: origins inside its training part are scores on seen data.</remarks>
    public ForecastEvaluation Backtest(SeriesCollection data, int origins, int? stride = null) => throw new NotImplementedException();
}
