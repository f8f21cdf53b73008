using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.Storage;
using Recurrent.TimeSeries.Finance.WalkForward;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Finance;

/// <summary>A trained model of a market's next-day volatility and value-at-risk. Immutable; any number of threads may open streams of it.</summary>
/// <remarks>
/// It holds one fit for every refit of the walk forward, each used for the days behind its history only, so that forecasts of old days
/// are those that could have been made then.
/// </remarks>
public sealed class VolatilityModel
{
    /// <summary>Days a stream reads before its forecasts mean anything: the running means have to fill.</summary>
    public const int WarmUpDays = 22;

    private readonly VolatilityState _state;

    internal VolatilityModel(VolatilityState state) => _state = state;

    internal VolatilityState State => _state;

    /// <summary>Whether it learnt from open, high and low beside the close, and needs them.</summary>
    public bool NeedsRange => _state.Architecture.HasRange;

    /// <summary>Last day of the first fit's history: forecasts of later days are out of sample.</summary>
    public DateOnly FirstLearntThrough => _state.Fits[0].LearntThrough;

    /// <summary>Last day of the last fit's history.</summary>
    public DateOnly LearntThrough => _state.Fits[^1].LearntThrough;

    /// <summary>Days between two fits.</summary>
    public int RefitEvery => _state.Settings.RefitEvery;

    /// <summary>Standardised returns behind value-at-risk.</summary>
    public int ResidualWindow => _state.Settings.ResidualWindow;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    /// <summary>The last prices it learnt from, enough to go on from without a file.</summary>
    public PriceTable Tail => _state.Tail;

    /// <summary>Trains a model: fits and forecasts walking forward over the test days, then fits once more to all days.</summary>
    /// <param name="table">Prices of at least 300 days. [T]</param>
    /// <param name="options">Whatever shall differ from the defaults; null for none.</param>
    /// <param name="observers">Are told what happens; null for none.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The model and its settings.</returns>
    /// <exception cref="DataFormatException">There are too few days; the message names the number needed.</exception>
    /// <exception cref="ArgumentException">There is no such cell.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static VolatilityTraining Train(
        PriceTable table,
        VolatilityOptions? options = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new VolatilityTrainer(table, options ?? new VolatilityOptions(), [.. observers ?? []]).Run(cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The model.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static VolatilityModel Load(string folder) => new(VolatilityFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>memory.json</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => VolatilityFolder.Write(folder, _state);

    /// <summary>The same model with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>A model over the same weights.</returns>
    public VolatilityModel WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(_state with { Metrics = metrics });

    /// <summary>A stream at the start of a series.</summary>
    /// <returns>A stream of its own.</returns>
    public VolatilityStream OpenStream() => new(_state);

    /// <summary>Forecasts every day behind the warm-up from those before it, and the day behind the last one.</summary>
    /// <param name="table">Prices of at least <see cref="WarmUpDays"/> days. [T]</param>
    /// <returns>Forecasts in order of time; the last is for the day that has not come yet. [T − WarmUpDays + 1]</returns>
    /// <exception cref="DataFormatException">There are too few days, or the range is missing.</exception>
    public IReadOnlyList<DayForecast> Forecast(PriceTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Days < WarmUpDays)
            throw new DataFormatException(
                $"{table.Name} has {table.Days} days of prices; a forecast needs at least {WarmUpDays} before it. Give a file that begins earlier.");
        if (NeedsRange && !table.HasRange)
            throw new DataFormatException(
                $"{table.Name} has closes only; the model learnt from open, high and low too. Give a file with these columns, or train on closes only.");
        var stream = OpenStream();
        var forecasts = new List<DayForecast>();
        for (var day = 0; day < table.Days; day++)
        {
            var forecast = stream.Push(table[day]);
            if (stream.Days < WarmUpDays) continue;

            // A day that came has its own date, which holidays shift.
            forecasts.Add(day + 1 < table.Days ? forecast with { Date = table[day + 1].Date } : forecast);
        }
        return forecasts;
    }
}
