using Recurrent.Tensors.Autograd;
using Recurrent.TimeSeries.Signals.Reading;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>A trained classifier of whole signals: spoken words, pen strokes, sensor snippets. Immutable and thread-safe.</summary>
/// <remarks>
/// Each of its networks is a recurrent encoder whose outputs are pooled over time (mean and maximum) and read out by a linear layer; their
/// probabilities are averaged.
/// </remarks>
public sealed class SignalClassifier
{
    private const int BatchSize = 64;
    private readonly ClassifierState _state;

    internal SignalClassifier(ClassifierState state) => _state = state;

    /// <summary>Names of the classes. [C]</summary>
    public IReadOnlyList<string> Labels => _state.Settings.Labels;

    /// <summary>Names of the channels that a signal must have.</summary>
    public IReadOnlyList<string> Channels => _state.Settings.Features.Channels;

    /// <summary>Whether it listens to sound, so that signals need a sample rate.</summary>
    public bool NeedsSound => _state.Settings.Features.Sound is not null;

    /// <summary>Which columns of its training file were what: read other files the same way.</summary>
    public SignalReaderOptions Reading => _state.Settings.Reading;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    internal ClassifierState State => _state;

    /// <summary>Trains a classifier.</summary>
    /// <param name="signals">Labelled signals of the same channels, at least two of each of at least two classes.</param>
    /// <param name="options">Features, sizes and whatever shall not be chosen from the data; null for the defaults.</param>
    /// <param name="observers">Are told what happens; null for none.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The classifier and its settings.</returns>
    /// <exception cref="DataFormatException">A signal has no label or does not fit the others, or a class has too few; the message names it.</exception>
    /// <exception cref="ArgumentException">There is no signal, or no such cell.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SignalTraining Train(
        IReadOnlyList<Signal> signals,
        SignalClassifierOptions? options = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signals);
        return new ClassifierTrainer(signals, options ?? new SignalClassifierOptions()).Run([.. observers ?? []], cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static SignalClassifier Load(string folder) => new(ClassifierFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>simple.json</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => ClassifierFolder.Write(folder, _state);

    /// <summary>The same classifier with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>A classifier over the same weights.</returns>
    public SignalClassifier WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(_state with { Metrics = metrics });

    /// <summary>Tells the class of one signal.</summary>
    /// <param name="signal">A signal of the training's kind.</param>
    /// <returns>The most probable class and all probabilities.</returns>
    /// <exception cref="DataFormatException">Channels or sample rate are not those of the training.</exception>
    public SignalPrediction Predict(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return Predict([signal])[0];
    }

    /// <summary>Tells the classes of many signals, faster than one by one.</summary>
    /// <param name="signals">Signals of the training's kind.</param>
    /// <returns>One prediction a signal, in their order.</returns>
    /// <exception cref="DataFormatException">Channels or sample rate of a signal are not those of the training.</exception>
    public IReadOnlyList<SignalPrediction> Predict(IReadOnlyList<Signal> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        var reader = _state.Settings.OpenReader();
        ReadOnlyMemory<float>[] rows = [.. signals.Select(one => (ReadOnlyMemory<float>)reader.Read(one))];
        var batcher = new SequenceBatcher(rows, reader.Count);
        var predictions = new SignalPrediction[signals.Count];
        var tape = Tape.ForInference();
        foreach (var items in LengthBuckets.Sorted(batcher.Lengths.AsSpan(), BatchSize))
        {
            tape.Reset();
            var probabilities = _state.Network.Probabilities(tape, batcher.Batch(tape, items.AsSpan()));
            for (var row = 0; row < items.Length; row++)
                predictions[items[row]] = Prediction(probabilities[(row * Labels.Count)..((row + 1) * Labels.Count)]);
        }
        return predictions;
    }

    private SignalPrediction Prediction(double[] probabilities)
    {
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new SignalPrediction(Labels[best], probabilities[best], [.. probabilities]);
    }
}
