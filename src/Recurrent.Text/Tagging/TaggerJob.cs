using System.Collections.Immutable;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Text.Corpora;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>Batches of training sentences with words hidden at random, and entity F1 on the validation sentences.</summary>
internal sealed class TaggerJob : ITrainingJob
{
    private readonly TaggerNetwork _network;
    private readonly WordReader _reader;
    private readonly TaggerVocabulary _vocabulary;
    private readonly TaggerOptions _options;
    private readonly IReadOnlyList<TaggedSentence> _training;
    private readonly IReadOnlyList<TaggedSentence> _validation;
    private readonly int[][] _tags;
    private readonly int[] _lengths;
    private readonly long _tokens;
    private ImmutableArray<ImmutableArray<int>> _batches = [];
    private RandomStream _random;

    public TaggerJob(TaggerNetwork network, TaggerVocabulary vocabulary, TaggerOptions options, TaggerCorpus corpus)
    {
        (_network, _vocabulary, _options) = (network, vocabulary, options);
        (_training, _validation) = (corpus.Training, corpus.Validation);
        _reader = new WordReader(vocabulary);
        _tags = [.. _training.Select(sentence => network.Tags.Numbers(sentence.Tags!))];
        _lengths = [.. _training.Select(static sentence => sentence.Length)];
        _tokens = _lengths.Sum(static length => (long)length);
        StepsPerEpoch = (_training.Count + options.BatchSize - 1) / options.BatchSize;
    }

    public int StepsPerEpoch { get; }

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _batches = LengthBuckets.Shuffled(_lengths, _options.BatchSize, random, poolBatches: 20);
        _random = random.Advance(1L << 40);
        return _batches.Length;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        var items = _batches[batch];
        var table = new WordTable();
        ReadOnlyMemory<int>[] places = [.. items.Select(item => (ReadOnlyMemory<int>)table.Add(_training[item].Tokens))];
        var vectors = _network.Read(tape, Hidden(table, _random.Advance((long)batch << 20)));
        var sentences = TokenBatch.Of(places, padding: 0);
        var tags = TokenBatch.Of([.. items.Select(item => (ReadOnlyMemory<int>)_tags[item])], padding: 0);
        var losses = _network.Field.NegativeLogLikelihood(tape, _network.Emissions(tape, vectors, sentences), tags.Numbers);
        var tokens = items.Sum(item => _lengths[item]);
        // Per token of an average batch: a batch of short sentences then counts for less, as its tokens are fewer.
        return new BatchLoss(tape.Scale(tape.Sum(losses), (float)((double)StepsPerEpoch / _tokens)), 1);
    }

    public Evaluation? Validate(Tape tape)
    {
        if (_validation.Count == 0) return null;
        var said = new SentenceTagger(_network, _reader, tape.Threads).Tag([.. _validation.Select(static sentence => sentence.Tokens)], wantsMarginals: false);
        var scores = EntityScorer.Score([.. _validation.Select(static sentence => sentence.Tags!)], [.. said.Select(one => _network.Tags.Names(one.Path))]);
        return new Evaluation(1 - scores.Entities.F1)
        {
            Metrics = ImmutableDictionary<string, double>.Empty
                .Add("f1", scores.Entities.F1).Add("precision", scores.Entities.Precision).Add("recall", scores.Entities.Recall).Add("accuracy", scores.Accuracy),
        };
    }

    /// <summary>The numbers of the distinct tokens, some of their words taken for unknown.</summary>
    private WordNumbers[] Hidden(WordTable table, RandomStream random)
    {
        var draws = new float[table.Tokens.Count];
        random.FillUniform(draws);
        var words = new WordNumbers[draws.Length];
        for (var index = 0; index < words.Length; index++)
        {
            var word = _reader.Read(table.Tokens[index]);
            var isHidden = draws[index] * (_options.WordHiding + _vocabulary.Counts[word.Word]) < _options.WordHiding;
            words[index] = isHidden ? word with { Word = WordReader.Unknown } : word;
        }

        return words;
    }
}
