using Recurrent.Tensors.Autograd;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Decoding;
using Recurrent.Text.Translation.Fitting;
using Recurrent.Text.Translation.Storage;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Text.Translation;

/// <summary>A trained translator of sentences from one language into another. Immutable and thread-safe.</summary>
/// <remarks>
/// A bidirectional recurrent encoder, and a recurrent decoder with attention: Bahdanau, Cho and Bengio, 2015; Luong, Pham and Manning, 2015.
/// The translation of a sentence does not depend on the other sentences of a call.
/// </remarks>
public sealed class Translator
{
    private readonly TranslatorState _state;

    internal Translator(TranslatorState state) => _state = state;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => _state.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _state.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => _state.Seed;

    /// <summary>The target sentence that came most often in the training: a translation to compare with.</summary>
    public string FrequentTarget => _state.Settings.FrequentTarget;

    internal TranslatorState State => _state;

    /// <summary>Trains a translator.</summary>
    /// <param name="pairs">Sentences and their translations; pairs with an empty side or one that is too long are left out.</param>
    /// <param name="options">Sizes and whatever shall not have its default; null for the defaults.</param>
    /// <param name="validation">Pairs to stop by, from which nothing is learnt; null holds back a twentieth of <paramref name="pairs"/>, at most 1,000.</param>
    /// <param name="observers">Are told what happens; null for none.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The translator and its settings.</returns>
    /// <exception cref="DataFormatException">There are fewer than four pairs, or none with two sides of an allowed length.</exception>
    /// <exception cref="ArgumentException">There is no such cell, or the sizes do not fit the attention.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static TranslatorTraining Train(
        IReadOnlyList<SentencePair> pairs,
        TranslatorOptions? options = null,
        IReadOnlyList<SentencePair>? validation = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new TranslatorTrainer(pairs, validation, options ?? new TranslatorOptions(), cancellationToken).Run([.. observers ?? []], cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The translator.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static Translator Load(string folder) => new(TranslatorFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, and <c>tokenizer.json</c> or one for each language.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => TranslatorFolder.Write(folder, _state);

    /// <summary>The same translator with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>A translator over the same weights.</returns>
    public Translator WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(_state with { Metrics = metrics });

    /// <summary>Translates one sentence.</summary>
    /// <param name="sentence">A sentence; an empty one has an empty translation.</param>
    /// <param name="options">How to search; null for the defaults, greedy search.</param>
    /// <returns>The best translation found.</returns>
    /// <exception cref="DataFormatException">The sentence has more than 5,000 tokens.</exception>
    public Translation Translate(string sentence, TranslateOptions? options = null) => Translate([sentence], options)[0];

    /// <summary>Translates many sentences, several times faster than one by one.</summary>
    /// <param name="sentences">Sentences; empty ones have empty translations.</param>
    /// <param name="options">How to search; null for the defaults, greedy search.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The best translation of each, in their order.</returns>
    /// <exception cref="DataFormatException">A sentence has more than 5,000 tokens; its row is its place, from 1.</exception>
    public IReadOnlyList<Translation> Translate(IReadOnlyList<string> sentences, TranslateOptions? options = null, CancellationToken cancellationToken = default) =>
        [.. TranslateAll(sentences, options, cancellationToken).Select(static found => found[0])];

    /// <summary>Translates many sentences and gives all that the beam found.</summary>
    /// <param name="sentences">Sentences; empty ones have one empty translation.</param>
    /// <param name="options">How to search; the beam's width is the most translations of a sentence.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>For each sentence its translations, best first, at least one.</returns>
    /// <exception cref="DataFormatException">A sentence has more than 5,000 tokens; its row is its place, from 1.</exception>
    public IReadOnlyList<IReadOnlyList<Translation>> TranslateAll(IReadOnlyList<string> sentences, TranslateOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        return new TextSearch(_state, options ?? new TranslateOptions()).Run(sentences, cancellationToken);
    }

    /// <summary>Makes sure that all sources can be translated.</summary>
    /// <param name="pairs">The pairs of a file, one a line.</param>
    /// <param name="file">The file of the sources.</param>
    /// <exception cref="DataFormatException">A source has more than 5,000 tokens; the message names file and line.</exception>
    internal void Check(IReadOnlyList<SentencePair> pairs, string file) => SentenceLimit.Check(_state.Source, pairs, file);

    /// <summary>Reads sentences together with their translations, as in training but without learning: for those who watch the network.</summary>
    internal void Read(IReadOnlyList<SentencePair> pairs)
    {
        var corpus = TranslationCorpus.Of(pairs, _state.Source, _state.Target, SentenceLimit.MostTokens);
        new TranslatorJob(_state.Network, corpus, corpus, SearchTokens.Of(_state.Target.Tokenizer.Vocabulary), new TranslatorOptions()).Validate(Tape.ForInference());
    }

    /// <summary>How many tokens are read of a sentence, whether or not it is too long to be translated.</summary>
    internal int SourceLength(string sentence) => _state.Source.Encode(sentence).Length;
}
