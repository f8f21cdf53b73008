using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.TimeSeries.Signals.Regression.StateSpace;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Signals.Regression.Fitting;

/// <summary>One training run from records to regressor: choose the sizes by validation, then fit from several starts and keep the best.</summary>
internal sealed class RegressorTrainer
{
    private const int FewestSteps = 100;
    private const int KeptPerFold = 2;
    private const int ShortRestarts = 8;
    private const int LongRestarts = 2;
    private const int LongTrialIterations = 25;

    /// <summary>Validation errors this close to each other count as alike.</summary>
    private const double Chance = 1.1;
    private static readonly int[] StateChoices = [2, 3, 5];
    private static readonly double[] RidgeChoices = [1e-4, 1e-6, 1e-8];
    private readonly RecordTable _table;
    private readonly RegressorOptions _options;
    private readonly SegmentPlan _plan;
    private readonly FitProgress _progress;
    private readonly CancellationToken _cancellation;
    private readonly ConcurrentDictionary<FitJob, Lazy<StateSpacePoint>> _linear = [];
    private readonly RandomSource _random;
    private RegressorSettings _settings;

    public RegressorTrainer(RecordTable table, RegressorOptions options, ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        Check(table);
        (_table, _options, _cancellation) = (table, options, cancellation);
        (_progress, _random) = (new FitProgress(observers), new RandomSource(options.Seed));
        _settings = Scales(table);
        _plan = new SegmentPlan(table.Records, _settings);
    }

    private bool IsOutOfTime => _options.TimeBudget is { } budget && _progress.Seconds >= budget.TotalSeconds;

    public RegressorTraining Run()
    {
        var (setting, tried) = Choose();
        var restarts = _options.Restarts ?? (_plan.IsLong ? LongRestarts : ShortRestarts);
        ChosenSetting[] chosen = [.. Describe(setting, tried, restarts)];
        _options.SettingsChosen?.Invoke(chosen);
        var jobs = from fold in Enumerable.Range(0, _plan.Folds.Length) from restart in Enumerable.Range(0, restarts) select new FitJob(setting, fold, restart);
        var fits = Fit([.. jobs], _options.Iterations);
        _cancellation.ThrowIfCancellationRequested();
        FittedMember[] kept = [.. fits.GroupBy(static fit => fit.Job.Fold).SelectMany(static fold => fold.OrderBy(static fit => fit.Result.Validation).Take(KeptPerFold))];
        _progress.Stopped(IsOutOfTime ? StopReason.TimeBudget : StopReason.MaximumEpochs);
        return Finish(setting, kept, chosen);
    }

    private RegressorTraining Finish(FitSetting setting, FittedMember[] kept, ChosenSetting[] chosen)
    {
        var validation = Math.Sqrt(kept.Average(static fit => fit.Result.Validation * fit.Result.Validation));
        if (!double.IsFinite(validation))
            throw new InvalidOperationException("No fit came to finite numbers; scale the columns to ordinary sizes, or give fewer states.");
        var architecture = new RegressorArchitecture
        {
            Form = RegressorArchitecture.FormName,
            Inputs = _table.InputNames.Count,
            Outputs = _table.OutputNames.Count,
            Members = [.. kept.Select(_ => new RegressorMember(setting.States, _options.Units))],
        };
        var network = new RegressorNetwork(architecture);
        for (var member = 0; member < kept.Length; member++) network.Members[member].Take(kept[member].Result.Point);
        _settings = _settings with
        {
            Noise = Math.Max(validation, 1e-6),
            Settings = chosen,
            Arx = BaselineFit.Arx(_plan.Folds[^1], architecture.Inputs, architecture.Outputs),
            Fir = BaselineFit.Fir(_plan.Folds[^1], architecture.Inputs, architecture.Outputs),
        };
        var run = new TrainingSummary(
            _progress.Steps, _progress.Fits, _progress.Fits, validation * validation, _progress.Seconds, network.ParameterCount,
            IsOutOfTime ? nameof(StopReason.TimeBudget) : nameof(StopReason.MaximumEpochs));
        return new RegressorTraining(new SignalRegressor(new RegressorState(architecture, _settings, network) { Seed = _options.Seed }), chosen, run);
    }

    private readonly record struct SettingScore(FitSetting Setting, double Error);

    /// <summary>States and ridge with the smallest validation error over the folds.</summary>
    private (FitSetting Best, int Tried) Choose()
    {
        int[] states = _options.States is { } given ? [given] : [.. StateChoices.Select(choice => Math.Max(choice, _table.OutputNames.Count)).Distinct()];
        double[] ridges = _options.Ridge is { } ridge ? [ridge] : _options.Units == 0 ? [0] : RidgeChoices;
        FitSetting[] settings = [.. from state in states from one in ridges select new FitSetting(state, one)];
        if (settings.Length == 1) return (settings[0], 1);
        var starts = _plan.IsLong ? 1 : 3;
        var jobs = from setting in settings from fold in Enumerable.Range(0, _plan.Folds.Length) from restart in Enumerable.Range(0, starts) select new FitJob(setting, fold, restart);
        var fits = Fit([.. jobs], Math.Min(_options.Iterations, _plan.IsLong ? LongTrialIterations : int.MaxValue));
        var scores = fits.GroupBy(static fit => fit.Job.Setting)
            .Where(group => group.Select(static fit => fit.Job.Fold).Distinct().Count() == _plan.Folds.Length)
            .Select(static group => new SettingScore(group.Key, group.GroupBy(static fit => fit.Job.Fold).Average(Kept)))
            .ToArray();
        if (scores.Length == 0) return (settings[0], settings.Length);
        // Fewer states go before a gain that chance may have made.
        var limit = scores.Min(static one => one.Error) * Chance * Chance;
        var fewest = scores.Where(one => one.Error <= limit).Min(static one => one.Setting.States);
        var best = scores.Where(one => one.Setting.States == fewest).MinBy(static one => one.Error).Setting;
        return (best, settings.Length);

        // Of the fits that would be kept, not of the single best, which is a matter of luck.
        static double Kept(IEnumerable<FittedMember> fold) => fold.Select(static fit => fit.Result.Validation * fit.Result.Validation).Order().Take(KeptPerFold).Average();
    }

    /// <summary>Fits in parallel; each is a function of its job alone. After the time budget no further one begins but the first of every fold.</summary>
    private FittedMember[] Fit(FitJob[] jobs, int iterations)
    {
        var results = new FittedMember?[jobs.Length];
        var threads = _options.Threads == 0 ? Environment.ProcessorCount : _options.Threads;
        Parallel.For(0, jobs.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = _cancellation }, index =>
        {
            if (IsOutOfTime && jobs[index].Restart > 0) return;
            results[index] = Fit(jobs[index], iterations);
        });
        return [.. results.OfType<FittedMember>()];
    }

    private FittedMember Fit(FitJob job, int iterations)
    {
        var shape = new StateSpaceShape(_table.InputNames.Count, _table.OutputNames.Count, job.Setting.States, _options.Units);
        var segments = _plan.Folds[job.Fold];
        var linear = _linear.GetOrAdd(
            new FitJob(new FitSetting(job.Setting.States, 0), job.Fold, 0),
            _ => new Lazy<StateSpacePoint>(() => StateSpaceStart.Linear(shape, segments, _cancellation))).Value;
        var draws = new float[shape.Count];
        _random.Stream("units", (ulong)((job.Fold << 16) + job.Restart)).FillNormal(draws);
        var levenberg = new Levenberg(shape, segments, new LevenbergOptions
        {
            Iterations = iterations,
            Patience = _options.Patience,
            Ridge = job.Setting.Ridge,
            Progress = (_, training, _) => _progress.Improved(training),
            ShouldStop = () => IsOutOfTime,
            Cancellation = _cancellation,
        });
        var result = levenberg.Run(StateSpaceStart.WithUnits(shape, linear, draws));
        _progress.Ended(result.Training, result.Validation);
        return new FittedMember(job, result);
    }

    private IEnumerable<ChosenSetting> Describe(FitSetting setting, int tried, int restarts)
    {
        var choice = $"smallest free-run error on steps kept apart, of {tried} settings";
        yield return Setting("states", setting.States, _options.States is null ? choice : "as given");
        yield return Setting("units", _options.Units, _options.Units == 10 ? "default" : "as given");
        yield return new ChosenSetting("ridge", setting.Ridge.ToString("0.#e+0", CultureInfo.InvariantCulture), _options.Ridge is null ? choice : "as given");
        yield return new ChosenSetting("validation", _plan.IsLong ? "last 20 %" : "3 blocks", _plan.IsLong ? "long data" : "short data: every step is kept apart once");
        yield return Setting("restarts", restarts, _options.Restarts is null ? (_plan.IsLong ? "long data" : "short data") : "as given");
        yield return Setting("members", _plan.Folds.Length * Math.Min(KeptPerFold, restarts), $"the {Math.Min(KeptPerFold, restarts)} best fits of every fold; their mean is the output");
    }

    private static ChosenSetting Setting(string name, int value, string reason) => new(name, value.ToString(CultureInfo.InvariantCulture), reason);

    private static RegressorSettings Scales(RecordTable table) => new()
    {
        Inputs = [.. table.InputNames],
        Outputs = [.. table.OutputNames],
        RecordColumn = table.RecordColumn,
        InputScales = [.. table.InputNames.Select((_, column) => SignalScale.Of(table.Records.SelectMany(record => Column(record.Inputs, record.InputCount, column))))],
        OutputScales = [.. table.OutputNames.Select((_, column) => SignalScale.Of(table.Records.SelectMany(record => Column(record.Outputs, record.OutputCount, column))))],
        Noise = 1,
        Fir = new Linear.ArxModel(0, 0, table.InputNames.Count, table.OutputNames.Count, []),
        Arx = new Linear.ArxModel(0, 0, table.InputNames.Count, table.OutputNames.Count, []),
        Settings = [],
    };

    private static double[] Column(ReadOnlySpan<double> rows, int width, int column)
    {
        var values = new double[rows.Length / width];
        for (var row = 0; row < values.Length; row++) values[row] = rows[(row * width) + column];
        return values;
    }

    private static void Check(RecordTable table)
    {
        if (table.Records.Count == 0) throw new ArgumentException("Received no record; expected at least one to learn from.", nameof(table));
        if (table.OutputNames.Count == 0) throw new ArgumentException("Received no output column; a regressor learns outputs from inputs.", nameof(table));
        if (table.Records.Any(record => record.InputCount != table.InputNames.Count || record.OutputCount != table.OutputNames.Count))
            throw new ArgumentException("A record has another number of columns than the table has names.", nameof(table));
        if (table.Steps < FewestSteps)
            throw new DataFormatException
            {
                File = table.Name,
                Found = string.Create(CultureInfo.InvariantCulture, $"{table.Steps} step{(table.Steps == 1 ? "" : "s")} to learn from"),
                Expected = string.Create(CultureInfo.InvariantCulture, $"at least {FewestSteps}"),
                Fix = "Record for longer",
            };
        if (table.InputNames.Select((_, column) => Constant(table.Records.SelectMany(record => Column(record.Inputs, record.InputCount, column)))).ToArray() is var inputs
            && Array.TrueForAll(inputs, static value => value is not null))
            throw StandingStill(table, table.InputNames[0], "input", inputs[0]!.Value);
        foreach (var (column, name) in table.OutputNames.Index())
            if (Constant(table.Records.SelectMany(record => Column(record.Outputs, record.OutputCount, column))) is { } value)
                throw StandingStill(table, name, "output", value);
    }

    /// <summary>The value that all are; null when they differ.</summary>
    private static double? Constant(IEnumerable<double> values)
    {
        var first = values.First();
        return values.All(value => value == first) ? first : null;
    }

    private static DataFormatException StandingStill(RecordTable table, string column, string kind, double value) => new()
    {
        File = table.Name,
        Column = column,
        Found = string.Create(CultureInfo.InvariantCulture, $"the constant {kind} {value} in all {table.Steps} steps to learn from"),
        Expected = $"an {kind} that changes",
        Fix = $"Record while the {kind} moves, or name another column",
    };
}
