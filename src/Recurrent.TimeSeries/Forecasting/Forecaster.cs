using Recurrent.TimeSeries.Forecasting.Paths;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>
/// A trained model that forecasts the next values of series like those it was trained on: one recurrent network for all of them, with a
/// distribution for each step. Immutable; any number of threads may use it.
/// </summary>
/// <remarks>
/// An encoder reads the last <see cref="Context"/> values, a decoder runs over the steps to forecast and gives quantiles of the distance
/// from the seasonal naive forecast; all in units of each window's own level and spread. Levels are trained together with the quantile loss
/// (Wen et al., A multi-horizon quantile recurrent forecaster, 2017). Other heads (<see cref="ForecastHead"/>) give a mean, or draw paths value by value.
/// </remarks>
public sealed class Forecaster
{
    private const int ShortestHistory = 2;
    private readonly ForecasterState _state;
    private readonly FeatureLayout _layout;
    private readonly ISeriesForecaster _forecaster;

    internal Forecaster(ForecasterState state)
    {
        _state = state;
        _layout = new FeatureLayout(state.Preprocessing);
        _forecaster = state.Network is PathNetwork paths
            ? new PathForecaster(paths, state.Architecture, state.Preprocessing, state.Seed)
            : new QuantileForecaster(
                (ForecastNetwork)state.Network, new WindowReader(state.Preprocessing, _layout, state.Architecture.Horizon), state.Preprocessing,
                state.Architecture.Quantiles);
    }

    /// <summary>Steps it was trained to forecast.</summary>
    public int Horizon => _state.Architecture.Horizon;

    /// <summary>What it gives for each step.</summary>
    public ForecastHead Head => _state.Architecture.Head;

    /// <summary>Past values the network reads.</summary>
    public int Context => _state.Preprocessing.Context;

    /// <summary>Levels it forecasts, growing.</summary>
    public IReadOnlyList<double> Quantiles => _state.Architecture.Quantiles;

    /// <summary>Distance between the stamps of its series.</summary>
    public Frequency Frequency => _state.Preprocessing.Frequency;

    /// <summary>Seasonal periods it uses, growing; empty when there is none.</summary>
    public IReadOnlyList<int> SeasonalPeriods => _state.Preprocessing.Periods;

    /// <summary>
    /// Whether an input tells the network which values are missing, because some of the training data were. Otherwise it reads, in place of a
    /// missing value, the one a season before (or the last known one) as if it were known.
    /// </summary>
    public bool ReadsMissingValues => _state.Preprocessing.ReadsMissing;

    /// <summary>Holidays it tells apart; others are holidays of no particular kind. Empty without a column of holidays, or with one kind.</summary>
    public IReadOnlyList<string> HolidayNames => [.. _state.Preprocessing.Holidays.SelectMany(one => one.Names)];

    /// <summary>The data it was trained on, including the held-out end: what a forecast without a history continues.</summary>
    public SeriesCollection History => _state.History;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Preprocessing.Settings;

    /// <summary>Scores when it was made, by name, such as <c>test_mase</c> and <c>test_mase_seasonal_naive</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    /// <summary>Trainable values.</summary>
    public long ParameterCount => _state.Network.ParameterCount;

    internal ForecasterState State => _state;

    /// <summary>Trains a model.</summary>
    /// <param name="data">The series; the last <see cref="ForecasterOptions.Horizon"/> values of each are only used for the score.</param>
    /// <param name="options">Horizon, and whatever shall not be chosen from the data.</param>
    /// <param name="observers">Are told what happens; null for none.</param>
    /// <param name="initial">A model to start from, trained with the same architecture and inputs; null starts afresh.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The model, its scores and the settings.</returns>
    /// <exception cref="DataFormatException">A series is too short; the message names it and the length it needs.</exception>
    /// <exception cref="ArgumentException">There is no such cell, or the initial model does not fit.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static ForecastTraining Train(
        SeriesCollection data,
        ForecasterOptions options,
        IEnumerable<ITrainingObserver>? observers = null,
        Forecaster? initial = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return new ForecastTrainer(data, options, initial).Run([.. observers ?? []], cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <param name="threads">Threads for forecasts; 0 takes one per core. Results do not depend on it.</param>
    /// <returns>The model.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static Forecaster Load(string folder, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return new Forecaster(ForecasterFolder.Read(folder) with { Threads = threads });
    }

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>history.jsonl.gz</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => ForecasterFolder.Write(folder, _state);

    /// <summary>Continues the training data.</summary>
    /// <param name="horizon">Steps, at least 1; null takes the trained horizon. More steps run the decoder further.</param>
    /// <param name="future">By id of the series: the known-future covariates of the steps to forecast; null when the model uses none.</param>
    /// <returns>One forecast a series.</returns>
    public ForecastSet Predict(int? horizon = null, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future = null) =>
        Predict(History, horizon, future);

    /// <summary>Continues other or newer series of the same frequency.</summary>
    /// <param name="history">Their values so far, with the covariates of the training data.</param>
    /// <param name="horizon">Steps, at least 1; null takes the trained horizon.</param>
    /// <param name="future">By id of the series: the known-future covariates of the steps to forecast; null when the model uses none.</param>
    /// <returns>One forecast a series.</returns>
    /// <exception cref="DataFormatException">Frequency or covariates differ from the training data, or a series is too short.</exception>
    public ForecastSet Predict(
        SeriesCollection history, int? horizon = null, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        var steps = OptionGuard.AtLeastOne(horizon, nameof(horizon)) ?? Horizon;
        CheckFrequency(history);
        var values = _forecaster.Forecast(Ends(history, steps, future), steps, _state.Threads);
        return new ForecastSet([.. values.Select((one, index) => ToForecast(history[index], one))], Horizon);
    }

    /// <summary>Draws possible futures that continue the training data.</summary>
    /// <param name="options">How many, from which seed, how far; null for the defaults.</param>
    /// <param name="future">By id of the series: the known-future covariates of the steps to come; null when the model uses none.</param>
    /// <returns>Paths of each series.</returns>
    /// <exception cref="NotSupportedException">The model's head forecasts all steps at once and draws nothing.</exception>
    public PathSet SamplePaths(PathOptions? options = null, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future = null) =>
        SamplePaths(History, options, future);

    /// <summary>Draws possible futures that continue other or newer series of the same frequency.</summary>
    /// <param name="history">Their values so far, with the covariates of the training data.</param>
    /// <param name="options">How many, from which seed, how far; null for the defaults.</param>
    /// <param name="future">By id of the series: the known-future covariates of the steps to come; null when the model uses none.</param>
    /// <returns>Paths of each series; calibrated if the model is, so that their quantiles are those of its forecasts.</returns>
    /// <exception cref="NotSupportedException">The model's head forecasts all steps at once and draws nothing.</exception>
    /// <exception cref="DataFormatException">Frequency or covariates differ from the training data, a series is too short, or a value is none the head knows.</exception>
    /// <remarks>The paths of a series depend on its values, its id and the seed: not on the threads, and not on the number of paths.</remarks>
    public PathSet SamplePaths(
        SeriesCollection history, PathOptions? options = null, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (_forecaster is not PathForecaster forecaster)
        {
            throw new NotSupportedException(
                $"The model's head is {Head.Name()}, which draws no paths; train with the head normal, student-t, negative-binomial, poisson or gamma.");
        }

        options ??= new PathOptions();
        CheckFrequency(history);
        var request = new PathRequest(options.Horizon ?? Horizon, options.Count, options.Seed ?? Seed, _state.Threads);
        var paths = forecaster.Draw(Ends(history, request.Horizon, future), request);
        return new PathSet([.. paths.Select((one, index) => new SeriesPaths(history[index], one))], Horizon);
    }

    /// <summary>Forecasts the last horizon of every series from the values before it and scores the result beside simple methods.</summary>
    /// <param name="data">The series; on the training data the result is exactly the test score of the training.</param>
    /// <returns>Scores over all series and for each.</returns>
    /// <exception cref="DataFormatException">Frequency or covariates differ from the training data, or a series is too short.</exception>
    public ForecastEvaluation Evaluate(SeriesCollection data) => Backtest(data, origins: 1);

    /// <summary>Does the same at several points in time; at each only the values before it are read.</summary>
    /// <param name="data">The series.</param>
    /// <param name="origins">Points in time, at least 1; the last leaves exactly one horizon.</param>
    /// <param name="stride">Steps between them, at least 1; null is the horizon.</param>
    /// <returns>Scores over all series and origins.</returns>
    /// <exception cref="DataFormatException">Frequency or covariates differ from the training data, or a series is too short.</exception>
    /// <remarks>
    /// The weights stay those of the training, so origins inside its training part are scores on values it has seen; the last origin of the
    /// training data is not.
    /// </remarks>
    public ForecastEvaluation Backtest(SeriesCollection data, int origins, int? stride = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        OptionGuard.AtLeastOne(origins, nameof(origins));
        CheckFrequency(data);
        return Score(data, new BacktestPlan(0, origins, OptionGuard.AtLeastOne(stride, nameof(stride)) ?? Horizon));
    }

    internal ForecastEvaluation Score(SeriesCollection data, BacktestPlan plan)
    {
        HeadRules.CheckValues(Head, data);
        var cases = new List<WindowOrigin>();
        foreach (var series in data)
        {
            var last = series.Length - plan.Skipped - Horizon;
            CheckLength(series, ShortestHistory + Horizon + plan.Skipped + ((plan.Origins - 1) * plan.Stride));
            var prepared = new PreparedSeries(series, _state.Preprocessing, _layout, 0, null);
            for (var origin = last - ((plan.Origins - 1) * plan.Stride); origin <= last; origin += plan.Stride)
            {
                MissingCheck.Before(series, origin);
                cases.Add(new WindowOrigin(prepared, origin, origin));
            }
        }
        var values = _forecaster.Forecast(cases, Horizon, _state.Threads);
        return Summarise(data, plan, [.. cases.Select((one, index) => ToCase(one, values[index]))]);
    }

    /// <summary>The end of every series, with room for the steps behind it.</summary>
    private WindowOrigin[] Ends(SeriesCollection history, int steps, IReadOnlyDictionary<string, IReadOnlyList<Covariate>>? future)
    {
        HeadRules.CheckValues(Head, history);
        return
        [
            .. history.Select(series =>
            {
                CheckLength(series, ShortestHistory);
                MissingCheck.Before(series, series.Length);
                var ahead = future is not null && future.TryGetValue(series.Id, out var values) ? values : null;
                var prepared = new PreparedSeries(series, _state.Preprocessing, _layout, steps, ahead);
                return new WindowOrigin(prepared, series.Length, series.Length);
            }),
        ];
    }

    private ForecastEvaluation Summarise(SeriesCollection data, BacktestPlan plan, ForecastCase[] cases)
    {
        var period = _state.Preprocessing.ScoringPeriod;
        var evaluator = new ForecastEvaluator(period, _state.Architecture.Quantiles);
        ScoreSums[]? total = null;
        var series = new List<SeriesEvaluation>(data.Count);
        foreach (var ofSeries in cases.Chunk(plan.Origins))
        {
            var sums = evaluator.Score(ofSeries);
            var scores = evaluator.Finish(sums);
            series.Add(new SeriesEvaluation(ofSeries[0].Series.Id, scores[0], scores[1..]));
            total ??= [.. sums.Select(_ => new ScoreSums())];
            for (var method = 0; method < sums.Length; method++) total[method].AddSeries(sums[method]);
        }
        var means = evaluator.Finish(total!);
        var last = cases.Where((_, index) => index % plan.Origins == plan.Origins - 1).Select(one => one.Forecast).ToArray();
        return new ForecastEvaluation(Horizon, plan.Origins, period, means[0], means[1..], series, new ForecastSet(last, Horizon));
    }

    private ForecastCase ToCase(WindowOrigin window, ForecastValues values)
    {
        var known = window.Series.Source.Before(window.Origin);
        return new ForecastCase(window.Series.Source, window.Origin, ToForecast(known, values));
    }

    private SeriesForecast ToForecast(Series history, ForecastValues values) => new(history, _state.Architecture.Quantiles, values);

    private void CheckFrequency(SeriesCollection data)
    {
        if (data.Frequency == Frequency) return;
        throw new DataFormatException(
            $"The data are {data.Frequency} but the model was trained on {Frequency} data; give data of that frequency, or train a model for these.");
    }

    private void CheckLength(Series series, int needed)
    {
        if (series.Length >= needed) return;
        throw new DataFormatException(
            $"{(series.Id.Length == 0 ? "The series" : $"Series '{series.Id}'")} has {series.Length} values; a score over {Horizon} steps or a forecast needs at least {needed} here."
            + " Give more values, or leave the series out.");
    }
}
