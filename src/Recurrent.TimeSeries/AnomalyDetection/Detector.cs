using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>A trained detector of strange rows in one or many channels. Immutable; any number of threads may open streams of it.</summary>
/// <remarks>
/// The score of a row is a tail probability: how often a value as far out as the row's would come by itself, judged by the stream's past
/// (see <see cref="Detection"/>). The threshold follows from the allowed false alarms a day and the training rows; labels are never used.
/// </remarks>
public sealed class Detector
{
    private readonly DetectorState _state;

    internal Detector(DetectorState state) => _state = state;

    /// <summary>How it tells the usual from the strange.</summary>
    public DetectionMethod Method => _state.Architecture.Method;

    /// <summary>Names of its channels.</summary>
    public IReadOnlyList<string> Channels => _state.Settings.Channels;

    /// <summary>Whether it reads the time of day, so that rows need times.</summary>
    public bool NeedsTimes => _state.Architecture.HasClock;

    /// <summary>Name of the column with times in its training file; null when there was none.</summary>
    public string? TimeColumn => _state.Settings.Columns?.Time;

    /// <summary>Distance of two rows in days.</summary>
    public double StepDays => _state.Settings.StepDays;

    /// <summary>False alarms a day that its threshold stands for.</summary>
    public double FalseAlarmsPerDay => _state.Settings.FalseAlarmsPerDay;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    internal DetectorState State => _state;

    /// <summary>Trains a detector.</summary>
    /// <param name="tables">Rows of usual behaviour, with the same channels; labels are not looked at.</param>
    /// <param name="options">Method and whatever shall not be chosen from the data; null for the defaults.</param>
    /// <param name="observers">Are told what happens; null for none.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The detector and its settings.</returns>
    /// <exception cref="DataFormatException">There are too few rows; the message names the number needed.</exception>
    /// <exception cref="ArgumentException">There is no table, channels differ, or there is no such cell.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static DetectorTraining Train(
        IReadOnlyList<DetectionTable> tables,
        DetectorOptions? options = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new DetectorTrainer(tables, options ?? new DetectorOptions()).Run([.. observers ?? []], cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The detector.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static Detector Load(string folder) => new(DetectorFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>memory.json</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => DetectorFolder.Write(folder, _state);

    /// <summary>The same detector with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>A detector over the same weights.</returns>
    public Detector WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(_state with { Metrics = metrics });

    /// <summary>A stream at its start; what the detector learnt in training is known to it.</summary>
    /// <returns>A stream of its own.</returns>
    public DetectorStream OpenStream() => new(_state);

    /// <summary>Judges all rows of a table in order, each by those before it.</summary>
    /// <param name="table">Rows with the detector's channels.</param>
    /// <returns>One detection a row. [T]</returns>
    /// <exception cref="ArgumentException">The channels are others.</exception>
    public Detection[] Detect(DetectionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.Channels.SequenceEqual(Channels))
            throw new ArgumentException($"Received the channels {string.Join(", ", table.Channels)}; the detector was trained on {string.Join(", ", Channels)}.", nameof(table));
        var stream = OpenStream();
        var detections = new Detection[table.Rows];
        for (var row = 0; row < detections.Length; row++) detections[row] = stream.Push(table.Ticks(row), table.Row(row));
        return detections;
    }
}
