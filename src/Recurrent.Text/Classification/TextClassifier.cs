using Recurrent.Tensors.Autograd;
using Recurrent.Text.Classification.Reading;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Text.Classification;

/// <summary>A trained classifier of texts: sentiment, topics, several labels at once. Immutable and thread-safe.</summary>
/// <remarks>
/// Each of its networks is a recurrent encoder over the vectors of the tokens and their log-count ratios, whose outputs are pooled and read out
/// by a linear layer; their probabilities are averaged.
/// </remarks>
public sealed class TextClassifier
{
    private readonly TextState _state;

    internal TextClassifier(TextState state) => _state = state;

    /// <summary>Names of the classes. [C]</summary>
    public IReadOnlyList<string> Labels => _state.Settings.Labels;

    /// <summary>Whether a text may have several labels or none.</summary>
    public bool MultiLabel => _state.Settings.MultiLabel;

    /// <summary>What the scores are divided by before they become probabilities, above 0.</summary>
    public double Temperature => _state.Settings.Temperature;

    /// <summary>What the temperature did on the texts held back; null when it is 1 for want of texts.</summary>
    public TextCalibration? Calibration => _state.Settings.Calibration;

    /// <summary>Which columns of its training file were what: read other files the same way.</summary>
    public TextReaderOptions Reading => _state.Settings.Reading;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    internal TextState State => _state;

    /// <summary>Whether explanations have attention.</summary>
    internal bool HasAttention => _state.Architecture.Pooling == TextPooling.Attention;

    /// <summary>Trains a classifier.</summary>
    /// <param name="texts">Labelled texts of at least two classes.</param>
    /// <param name="validation">Texts to choose the epoch and to calibrate by; null holds a share of <paramref name="texts"/> back.</param>
    /// <param name="options">Sizes and whatever shall not be chosen from the data; null for the defaults.</param>
    /// <param name="observers">Are told what happens; null for none.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The classifier and its settings.</returns>
    /// <exception cref="DataFormatException">A text has no label or an unknown one, or there are too few classes; the message names it.</exception>
    /// <exception cref="ArgumentException">There is no text, or no such cell.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static TextTraining Train(
        IReadOnlyList<LabelledText> texts,
        IReadOnlyList<LabelledText>? validation = null,
        TextClassifierOptions? options = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new TextTrainer(texts, validation, options ?? new TextClassifierOptions()).Run([.. observers ?? []], cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static TextClassifier Load(string folder) => new(TextClassifierFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>tokenizer.json</c>, <c>counts.safetensors</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => TextClassifierFolder.Write(folder, _state);

    /// <summary>The same classifier with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>A classifier over the same weights.</returns>
    public TextClassifier WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(_state with { Metrics = metrics });

    /// <summary>Tells the class of one text.</summary>
    /// <param name="text">Any text, an empty one too.</param>
    /// <returns>Its labels and all probabilities.</returns>
    public TextPrediction Predict(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Predict([text])[0];
    }

    /// <summary>Tells the classes of many texts, faster than one by one. What is said of a text does not depend on the others.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="threads">Threads to use, 0 for one per core; results do not depend on it.</param>
    /// <returns>One prediction a text, in their order.</returns>
    public IReadOnlyList<TextPrediction> Predict(IReadOnlyList<string> texts, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. Scores(texts, threads).Select(scores => Prediction(Probabilities(scores, Temperature)))];
    }

    /// <summary>Tells the class of a text and which tokens speak for it.</summary>
    /// <param name="text">Any text, an empty one too.</param>
    /// <returns>The prediction, what every token adds to the score of the most probable class, and its attention where there is such.</returns>
    public TextExplanation Explain(string text)
    {
        var prediction = Predict(text);
        var best = prediction.Probabilities.Index().MaxBy(static one => one.Item).Index;
        var encoded = _state.Encoder.Encode(text);
        var (weights, attention) = TextExplainer.Explain(_state, encoded, best);
        var all = weights.Sum(Math.Abs);
        return new TextExplanation(prediction, best,
        [
            .. encoded.Tokens.Select((token, step) => new TokenWeight(_state.Tokenizer.Vocabulary[token], weights[step], all == 0 ? 0 : Math.Abs(weights[step]) / all) { Attention = attention?[step] }),
        ]);
    }

    internal float[][] Scores(IReadOnlyList<string> texts, int threads)
    {
        EncodedText[] encoded = [.. texts.Select(_state.Encoder.Encode)];
        return TextScorer.Scores(_state.Network, encoded, _state.Architecture.Ratios, Tape.ForInference(threads));
    }

    internal double[] Probabilities(float[] scores, double temperature)
    {
        var probabilities = new double[Labels.Count];
        ScoreScale.Probabilities(scores, temperature, MultiLabel, probabilities);
        return probabilities;
    }

    internal TextPrediction Prediction(double[] probabilities)
    {
        var best = Array.IndexOf(probabilities, probabilities.Max());
        int[] chosen = MultiLabel
            ? [.. Enumerable.Range(0, probabilities.Length).Where(one => probabilities[one] >= 0.5).OrderByDescending(one => probabilities[one])]
            : [best];
        return new TextPrediction([.. chosen.Select(one => Labels[one])], probabilities[best], probabilities);
    }
}
