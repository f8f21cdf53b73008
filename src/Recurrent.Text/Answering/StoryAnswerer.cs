using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Text.Answering;

/// <summary>A trained network, or several, that answer questions about stories. Immutable and thread-safe.</summary>
/// <remarks>
/// The answer is one of those that the training questions had; a list such as <c>milk,football</c> is one answer of its own. The networks are
/// those of <c>Recurrent.Layers.Memory</c>; which of them a model has was chosen by the loss on stories held back.
/// </remarks>
public sealed class StoryAnswerer
{
    private readonly StoryState _state;
    private readonly StoryEncoder _encoder;

    internal StoryAnswerer(StoryState state) => (_state, _encoder) = (state, new StoryEncoder(state.Vocabulary));

    /// <summary>The answers it can give, in alphabetical order. [C]</summary>
    public IReadOnlyList<string> Answers => _state.Vocabulary.Answers;

    /// <summary>The kinds of its networks, in words.</summary>
    public IReadOnlyList<string> Readers => [.. _state.Architecture.Members.Select(static one => one.Name)];

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    internal StoryState State => _state;

    /// <summary>Trains an answerer.</summary>
    /// <param name="questions">Questions with their stories and answers, of one file or of several together.</param>
    /// <param name="validation">Questions to choose networks and epochs by; null holds a share of the stories back.</param>
    /// <param name="options">Sizes and training; null for the defaults.</param>
    /// <param name="observers">Are told what happens, as if the networks were trained one after another; null for none.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with checkpoints when a folder is set).</param>
    /// <returns>The answerer and its settings.</returns>
    /// <exception cref="DataFormatException">A question has no answer; the message says where.</exception>
    /// <exception cref="ArgumentException">There is no question.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static StoryTraining Train(
        IReadOnlyList<StoryQuestion> questions,
        IReadOnlyList<StoryQuestion>? validation = null,
        StoryAnswererOptions? options = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return new StoryTrainer(questions, validation, options ?? new StoryAnswererOptions()).Run([.. observers ?? []], cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The answerer.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static StoryAnswerer Load(string folder) => new(StoryFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>vocabulary.json</c>, <c>simple.json</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => StoryFolder.Write(folder, _state);

    /// <summary>The same answerer with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>An answerer over the same weights.</returns>
    public StoryAnswerer WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(_state with { Metrics = metrics });

    /// <summary>Answers one question.</summary>
    /// <param name="question">The question and the story before it; its own answer is not looked at.</param>
    /// <returns>The most probable answer.</returns>
    public StoryAnswer Answer(StoryQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Answer([question], threads: 1)[0];
    }

    /// <summary>Answers many questions, faster than one by one and with the same result.</summary>
    /// <param name="questions">The questions; their own answers are not looked at.</param>
    /// <param name="threads">Threads, at least 0; 0 takes one per core. Results do not depend on it.</param>
    /// <returns>One answer a question, in their order.</returns>
    public IReadOnlyList<StoryAnswer> Answer(IReadOnlyList<StoryQuestion> questions, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        var encoder = _encoder.Fresh();
        var probabilities = new StoryScorer(encoder.Table, _state.Settings.MaximumSentences).Probabilities(_state.Network.Members, [.. questions.Select(encoder.Encode)], threads);
        return [.. probabilities.Select(row => new StoryAnswer(Answers[StoryScorer.Best(row)], row.Max(), row))];
    }

    /// <summary>What the best of its networks looked at.</summary>
    /// <param name="question">The question and the story before it.</param>
    /// <returns>For every hop or layer one weight a sentence of the story, at least 0: attention of a memory network, share in the last state of query reduction, gates of an entity network.</returns>
    public IReadOnlyList<IReadOnlyList<double>> Explain(StoryQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var encoder = _encoder.Fresh();
        return new StoryScorer(encoder.Table, _state.Settings.MaximumSentences).Attention(_state.Network.Members[0], encoder.Encode(question));
    }
}
