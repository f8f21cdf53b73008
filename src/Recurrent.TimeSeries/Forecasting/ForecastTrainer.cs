using System.Collections.Immutable;
using System.Globalization;
using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Forecasting.Paths;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>One training run from data to scored model.</summary>
internal sealed class ForecastTrainer
{
    private const int ShortestHistory = 2;
    private const double AverageDecay = 0.99;
    private const int BiasWindows = 512;
    private readonly SeriesCollection _data;
    private readonly ForecasterOptions _options;
    private readonly ForecastDesign _design;
    private readonly IHeadTraining _head;
    private readonly TrainingWindows _windows;

    public ForecastTrainer(SeriesCollection data, ForecasterOptions options, Forecaster? initial)
    {
        CheckLengths(data, options.Horizon);
        CheckContext(data, options);
        MissingCheck.Training(data, options.Horizon);
        if (HeadRules.Conflict(options, data) is { } conflict) throw new ArgumentException(conflict, nameof(options));
        HeadRules.CheckValues(options.Head, data);
        (_data, _options) = (data, options);
        _design = new SettingsChooser(data, options).Choose();
        if (initial is not null) _design = WarmStart.Fit(_design, initial);
        var layout = new FeatureLayout(_design.Preprocessing);
        _windows = TrainingWindows.Over(
            [.. data.Select(series => new PreparedSeries(series, _design.Preprocessing, layout, 0, null))], _design.Training.Windows);
        CheckWindows();
        _head = _design.Architecture.Head.IsSampled() ? new PathTraining(_design, options.Seed) : new QuantileTraining(_design, options.Seed);
        if (initial is null) _head.Begin(SomeWindows());
        else WarmStart.Copy(initial.State.Network, _head.Network);
    }

    private int Horizon => _options.Horizon;

    public ForecastTraining Run(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        _options.SettingsChosen?.Invoke(_design.Preprocessing.Settings);
        var sizes = new JobSizes(Horizon, _design.Architecture.Quantiles, _design.Training.BatchSize, _design.Training.StepsPerEpoch);
        var run = new TaskRun
        {
            Network = _head.Network,
            Optimizer = new AdamW(ParameterGroup.WithoutDecayOnVectors(_head.Network), new AdamOptions { WeightDecay = _design.Training.WeightDecay }),
            Options = TrainerOptions(),
            StepsPerEpoch = _design.Training.StepsPerEpoch,
            Resume = _options.Resume,
            Observers = observers,
        }.Run(_head.Job(_windows, sizes), cancellation);
        return Finish(run);
    }

    private ForecastTraining Finish(TrainingSummary run)
    {
        var preprocessing = _options.Calibrate ? _design.Preprocessing with { Calibration = Calibrate() } : _design.Preprocessing;
        var state = new ForecasterState(_design.Architecture, preprocessing, _head.Network, _data) { Seed = _options.Seed, Threads = _options.Threads };
        var model = new Forecaster(state);
        var test = model.Evaluate(_data);
        var validated = _windows.Validation.Select(window => window.Series.Source).Distinct().ToArray();
        var plan = _design.Training.Windows;
        var validation = model.Score(new SeriesCollection(validated), new BacktestPlan(Horizon, plan.ValidationOrigins, plan.ValidationStride));
        var scored = new Forecaster(state with { Metrics = MetricsOf(test) });
        return new ForecastTraining(scored, preprocessing.Settings, test, validation, run);
    }

    private TrainOptions TrainerOptions() =>
        TaskRun.OptionsOf(_options, _design.Training.Epochs, _design.Training.StepsPerEpoch, _design.Training.LearningRate, _design.Training.Patience) with
        {
            Clip = new ClipByGlobalNorm(Math.Sqrt(_design.Architecture.Members)),
            AverageDecay = AverageDecay,
        };

    /// <summary>Windows drawn at random from the training part.</summary>
    private WindowOrigin[] SomeWindows()
    {
        var random = new RandomSource(_options.Seed).Stream("first quantiles");
        var draws = new float[2 * BiasWindows];
        random.FillUniform(draws);
        var origins = new WindowOrigin[BiasWindows];
        for (var index = 0; index < origins.Length; index++)
        {
            var range = _windows.Training[(int)(draws[2 * index] * (double)_windows.Training.Length)];
            origins[index] = range.At((int)(draws[(2 * index) + 1] * (double)range.Count));
        }
        return origins;
    }

    private IntervalCalibration? Calibrate() =>
        IntervalCalibration.Fit(_head.Score(_windows.Calibration, _options.Threads), _design.Architecture.Quantiles, Horizon);

    private static Dictionary<string, double> MetricsOf(ForecastEvaluation test)
    {
        var metrics = new Dictionary<string, double>();
        foreach (var scores in test.Baselines.Prepend(test.Model))
        {
            var ending = scores == test.Model ? "" : "_" + scores.Method;
            metrics["test_mase" + ending] = scores.Mase;
            metrics["test_smape" + ending] = scores.SMape;
            metrics["test_rmse" + ending] = scores.Rmse;
            metrics["test_wql" + ending] = scores.WeightedQuantileLoss;
        }
        metrics["test_owa"] = test.Model.Owa;
        return metrics;
    }

    private static void CheckLengths(SeriesCollection data, int horizon)
    {
        var needed = horizon + ShortestHistory;
        var shortest = data.MinBy(series => series.Length)!;
        if (shortest.Length >= needed) return;
        throw new DataFormatException(string.Create(
            CultureInfo.InvariantCulture,
            $"{(shortest.Id.Length == 0 ? "The series" : $"Series '{shortest.Id}'")} has {shortest.Length} values; a horizon of {horizon} needs at least {needed}, since the last {horizon} are held out"
            + $" for the score. Use a shorter horizon, or leave the series out."));
    }

    private static void CheckContext(SeriesCollection data, ForecasterOptions options)
    {
        var longest = data.Max(series => series.Length) - options.Horizon;
        if (options.Context is not { } context || context <= longest) return;
        throw new DataFormatException(string.Create(
            CultureInfo.InvariantCulture,
            $"The context of {context} values is longer than every series before its held-out end (the longest has {longest}). Use a context of at"
            + $" most {longest}, or leave it to be chosen."));
    }

    private void CheckWindows()
    {
        if (_windows.Training.Length > 0 && _windows.Validation.Length > 0) return;
        var longest = _data.MaxBy(series => series.Length)!;
        var needed = (2 * Horizon) + ShortestHistory;
        throw new DataFormatException(string.Create(
            CultureInfo.InvariantCulture,
            $"The longest series{(longest.Id.Length == 0 ? "" : $", '{longest.Id}',")} has {longest.Length} values; a horizon of {Horizon} needs one of at least {needed}:"
            + $" {Horizon} to test, {Horizon} to validate and {ShortestHistory} to learn from. Use a shorter horizon or longer series."));
    }
}
