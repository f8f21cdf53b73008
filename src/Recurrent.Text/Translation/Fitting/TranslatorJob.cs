using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Decoding;
using Recurrent.Text.Translation.Network;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.Text.Translation.Fitting;

/// <summary>Batches of pairs of similar length and the smoothed cross-entropy of their targets.</summary>
internal sealed class TranslatorJob : ITrainingJob
{
    public const string PerplexityName = "perplexity";
    private const int ValidationRows = 128;

    /// <summary>Keeps sources of similar length together among targets of the same length.</summary>
    private const int LengthWeight = 4096;

    private readonly TranslatorNetwork _network;
    private readonly TranslationCorpus _training;
    private readonly TranslationCorpus _validation;
    private readonly SearchTokens _tokens;
    private readonly TranslatorOptions _options;
    private readonly int[] _lengths;
    private readonly CrossEntropyOptions _smoothed;
    private readonly Guesses _guesses;
    private ImmutableArray<ImmutableArray<int>> _batches = [];
    private RandomStream _random;
    private int _epoch;

    public TranslatorJob(TranslatorNetwork network, TranslationCorpus training, TranslationCorpus validation, SearchTokens tokens, TranslatorOptions options)
    {
        (_network, _training, _validation, _tokens, _options) = (network, training, validation, tokens, options);
        _lengths = Lengths(training);
        _smoothed = new CrossEntropyOptions { LabelSmoothing = (float)options.LabelSmoothing };
        _guesses = new Guesses(network, options.Threads);
    }

    public int StepsPerEpoch => (_training.Count + _options.BatchSize - 1) / _options.BatchSize;

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _epoch = epoch;
        _batches = LengthBuckets.Shuffled(_lengths, _options.BatchSize, random);
        _random = random.Advance(1L << 40);
        return _batches.Length;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        var teaching = TeachingBatch.Of(_training, _batches[batch], _tokens);
        if (GuessShare(batch) is > 0 and var share) teaching = _guesses.Mix(teaching, share, _random.Advance((long)batch << 24));
        return new BatchLoss(tape.CrossEntropy(Logits(tape, teaching), teaching.Targets, _smoothed), teaching.Targets.Length);
    }

    public Evaluation? Validate(Tape tape)
    {
        var (smoothed, plain, count) = (0.0, 0.0, 0L);
        foreach (var items in LengthBuckets.Sorted(Lengths(_validation), ValidationRows))
        {
            tape.Reset();
            var teaching = TeachingBatch.Of(_validation, items, _tokens);
            var logits = Logits(tape, teaching);
            smoothed += tape.CrossEntropy(logits, teaching.Targets, _smoothed).ToScalar() * (double)teaching.Targets.Length;
            plain += tape.CrossEntropy(logits, teaching.Targets).ToScalar() * (double)teaching.Targets.Length;
            count += teaching.Targets.Length;
        }
        tape.Reset();
        // The smoothed loss decides, as in training: by the plain one, surer networks look worse long before they translate worse.
        return count == 0 ? null : new Evaluation(smoothed / count) { Metrics = ImmutableDictionary<string, double>.Empty.Add(PerplexityName, Math.Exp(plain / count)) };
    }

    /// <summary>Only places that count are scored: the output layer is most of the work.</summary>
    private Tensor Logits(Tape tape, TeachingBatch teaching)
    {
        var output = _network.Decode(tape, teaching.Inputs, teaching.Time, _network.Encode(tape, teaching.Sources));
        var readouts = output.Readouts.Reshape(new Shape(teaching.Inputs.Length, output.Readouts.Shape[-1]));
        return _network.Score(tape, tape.SelectRows(readouts, teaching.Rows));
    }

    private double GuessShare(int batch) => _options.ScheduledSampling * (_epoch + ((double)batch / _batches.Length)) / _options.Epochs;

    private static int[] Lengths(TranslationCorpus corpus) =>
        [.. Enumerable.Range(0, corpus.Count).Select(item => (corpus.Targets[item].Length * LengthWeight) + Math.Min(LengthWeight - 1, corpus.Sources[item].Length))];
}
