using System.Globalization;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.Storage;
using Recurrent.TimeSeries.Finance.WalkForward;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Finance;

/// <summary>One training run: a fit for every refit day of the test part and one for all days.</summary>
internal sealed class VolatilityTrainer
{
    public const int FewestDays = 300;
    private const int FewestHistory = 250;
    private const double TestShare = 0.2;
    private const int TailDays = 500;
    private readonly PriceTable _table;
    private readonly VolatilityOptions _options;
    private readonly WalkForwardPlan _plan;
    private readonly int[] _origins;
    private readonly ChosenSetting[] _settings;
    private readonly StepOffset _steps;

    public VolatilityTrainer(PriceTable table, VolatilityOptions options, IReadOnlyList<ITrainingObserver> observers)
    {
        (_table, _options, _steps) = (table, options, new StepOffset(observers));
        var returns = table.Days - 1;
        var test = options.TestDays ?? (returns - (int)(returns * (1 - TestShare)));
        Check(table, test);
        _plan = new WalkForwardPlan { FirstDay = table.Days - test, RefitEvery = options.RefitEvery, ResidualWindow = options.ResidualWindow };
        _origins = [.. _plan.Origins(table.Days), table.Days];
        _settings = [.. Settings(test)];
    }

    public VolatilityTraining Run(CancellationToken cancellation)
    {
        _options.SettingsChosen?.Invoke(_settings);
        var model = new NetworkModel(_options) { Observers = [_steps], Budget = _options.TimeBudget / (_origins.Length * _options.Members) };
        var (fits, records) = (new List<VolatilityFit>(), new List<FitRecord>());
        ResidualPool? pool = null;
        TrainResult? last = null;
        for (var index = 0; index < _origins.Length; index++)
        {
            var past = _table.Slice(0, _origins[index]);
            var folder = _options.CheckpointFolder is { } root ? Path.Combine(root, "fit-" + index.ToString(CultureInfo.InvariantCulture)) : null;
            var before = _steps.Steps;
            var trained = model.FitNetworks(past, folder, cancellation);
            var forecaster = trained.Fit.OpenNetworks();
            var inSample = WalkForwardRun.Read(forecaster, past, _plan.ResidualWindow);
            pool ??= inSample;
            fits.Add(new VolatilityFit(past[^1].Date, trained.Fit, pool.Values));
            records.Add(new FitRecord(past[^1].Date, past.Days, _steps.Steps - before, trained.Results.Average(static one => one.BestScore ?? double.NaN)));
            last = trained.Results[^1];
            for (var day = past.Days; index + 1 < _origins.Length && day < _origins[index + 1]; day++)
            {
                pool.Add(_table.Return(day) / Math.Sqrt(forecaster.Variance));
                forecaster.Push(_table[day]);
            }
        }
        _steps.Finish(new StopRecord(last!, 0));
        return Finish(fits, records, last!);
    }

    private VolatilityTraining Finish(List<VolatilityFit> fits, List<FitRecord> records, TrainResult last)
    {
        var settings = new VolatilitySettings
        {
            RefitEvery = _plan.RefitEvery,
            ResidualWindow = _plan.ResidualWindow,
            HasWeekends = TradingCalendar.HasWeekends(_table),
            Settings = _settings,
        };
        var tail = _table.Slice(Math.Max(0, _table.Days - TailDays), Math.Min(TailDays, _table.Days));
        var state = new VolatilityState(NetworkModel.ArchitectureOf(_options, _table.HasRange), settings, [.. fits], tail) { Seed = _options.Seed };
        var parameters = fits.Sum(static fit => fit.Networks.Networks.Sum(static network => network.ParameterCount));
        var run = new TrainingSummary(_steps.Steps, records.Count * _options.Members, records.Count, records[^1].ValidationLoss, _steps.Seconds, parameters, last.Reason.ToString());
        return new VolatilityTraining(new VolatilityModel(state), _settings, records, run);
    }

    private static void Check(PriceTable table, int test)
    {
        if (table.Days < FewestDays)
            throw new DataFormatException(
                $"{table.Name} has {table.Days} days of prices; a volatility model needs at least {FewestDays}. Give a longer history.");
        if (table.Days - test < FewestHistory)
            throw new DataFormatException(
                $"{table.Name} has {table.Days} days of prices, of which {test} are kept to score on; at least {FewestHistory} must be left to learn from. Score on fewer days.");
        for (var day = 1; day < table.Days - test; day++)
            if (table.Return(day) != 0) return;
        throw new DataFormatException($"{table.Name} has the same close on all days to learn from; there is no volatility to forecast. Check the column.");
    }

    private IEnumerable<ChosenSetting> Settings(int test)
    {
        var fits = _origins.Length;
        yield return new ChosenSetting("prices", _table.HasRange ? "open, high, low, close" : "close", "columns of the file");
        yield return new ChosenSetting("test_days", Text(test), _options.TestDays is null ? "last fifth of the returns" : "given");
        yield return new ChosenSetting("refit_every", Text(_plan.RefitEvery), "given or usual: about one trading year");
        yield return new ChosenSetting("fits", Text(fits), "one at each refit of the test days, one on all days");
        yield return new ChosenSetting("ensemble", Text(_options.Members), "networks of a fit, given or usual");
        yield return new ChosenSetting("networks", Text(fits * _options.Members), "of all fits, trained one after another");
        yield return new ChosenSetting("cell", _options.Cell, "given or usual");
        yield return new ChosenSetting("hidden", Text(_options.Hidden), "given or usual");
        yield return new ChosenSetting("layers", Text(_options.Layers), "given or usual");
        yield return new ChosenSetting("residual_window", Text(_plan.ResidualWindow), "standardised returns behind value-at-risk, given or usual");
        yield return new ChosenSetting("epochs", Text(_options.Epochs), "of a network, at most");
        yield return new ChosenSetting("steps per epoch", Text(VolatilityJob.StepsPerEpoch), "usual");
        yield return new ChosenSetting("learning_rate", _options.LearningRate.ToString("G4", CultureInfo.InvariantCulture), "given or usual");
        yield return new ChosenSetting("seed", _options.Seed.ToString(CultureInfo.InvariantCulture), "given or usual");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
