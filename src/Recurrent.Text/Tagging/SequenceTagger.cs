using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Text.Tagging;

/// <summary>A trained tagger that finds named entities in tokenised sentences. Immutable and thread-safe.</summary>
/// <remarks>
/// Vectors of words, of their first and last letters, their shape and their characters go through a bidirectional recurrent layer and a linear
/// map into a linear-chain conditional random field, whose best path is the answer (Lample et al., NAACL 2016; Ma and Hovy, ACL 2016).
/// </remarks>
public sealed class SequenceTagger
{
    private readonly TaggerState _state;
    private readonly WordReader _reader;
    private readonly WrittenTags _written;

    internal SequenceTagger(TaggerState state)
    {
        _state = state;
        _reader = new WordReader(state.Vocabulary);
        _written = new WrittenTags(state.Network.Tags, state.Architecture.Scheme, state.Settings.Scheme);
    }

    /// <summary>Types of entities it knows, in alphabetical order.</summary>
    public IReadOnlyList<string> Types => _state.Architecture.Types;

    /// <summary>The scheme of its answers: that of the training sentences.</summary>
    public TagScheme Scheme => _state.Settings.Scheme;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    internal TaggerState State => _state;

    /// <summary>Trains a tagger.</summary>
    /// <param name="sentences">Tagged sentences, in any of the three schemes, with at least one entity.</param>
    /// <param name="validation">Sentences to choose the best weights by; null holds a share of the others back.</param>
    /// <param name="options">Sizes and training; null for the defaults.</param>
    /// <param name="observers">Are told what happens; null for none.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The tagger and its settings.</returns>
    /// <exception cref="DataFormatException">A sentence has no tags, a tag is of no scheme, or there is no entity; the message says where.</exception>
    /// <exception cref="ArgumentException">There is no sentence, or no such cell.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static TaggerTraining Train(
        IReadOnlyList<TaggedSentence> sentences,
        IReadOnlyList<TaggedSentence>? validation = null,
        TaggerOptions? options = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        return new TaggerTrainer(sentences, validation, options ?? new TaggerOptions()).Run([.. observers ?? []], cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The tagger.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static SequenceTagger Load(string folder) => new(TaggerFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>vocabulary.json</c>, <c>simple.json</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => TaggerFolder.Write(folder, _state);

    /// <summary>The same tagger with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>A tagger over the same weights.</returns>
    public SequenceTagger WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(_state with { Metrics = metrics });

    /// <summary>Tags one sentence.</summary>
    /// <param name="tokens">Its tokens; may be none.</param>
    /// <param name="probabilities">Whether to compute the probability of every tag too.</param>
    /// <returns>The most probable tags.</returns>
    public TagPrediction Tag(IReadOnlyList<string> tokens, bool probabilities = false)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Tag([tokens], probabilities, threads: 1)[0];
    }

    /// <summary>Tags many sentences, faster than one by one and with the same result.</summary>
    /// <param name="sentences">The tokens of each.</param>
    /// <param name="probabilities">Whether to compute the probability of every tag too.</param>
    /// <param name="threads">Threads, at least 0; 0 takes one per core. Results do not depend on it.</param>
    /// <returns>One prediction a sentence, in their order.</returns>
    public IReadOnlyList<TagPrediction> Tag(IReadOnlyList<IReadOnlyList<string>> sentences, bool probabilities = false, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return [.. new SentenceTagger(_state.Network, _reader, threads).Tag(sentences, probabilities).Select(Prediction)];
    }

    private TagPrediction Prediction(DecodedSentence decoded)
    {
        var tags = _state.Network.Tags;
        var entities = TagSequence.Entities(tags.Names(decoded.Path));
        var said = TagSequence.Write(entities, decoded.Path.Count, Scheme);
        var width = tags.Tags.Length;
        return new TagPrediction(said, decoded.LogProbability, entities)
        {
            Probabilities = decoded.Marginals is { } marginals ? [.. said.Select((tag, step) => _written.Probability(tag, marginals.AsSpan(step * width, width)))] : null,
        };
    }
}
