using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.Text.Classification;

/// <summary>Batches of texts with words hidden for every member, and the loss of the members together on the texts held back.</summary>
internal sealed class TextJob : ITrainingJob
{
    /// <summary>Random numbers set apart for one text of one epoch, as a power of two: more than a text has tokens.</summary>
    private const int NumbersPerText = 24;
    private readonly TextNetwork _network;
    private readonly TextPlan _plan;
    private readonly TextSamples _training;
    private readonly TextSamples _validation;
    private readonly int[] _lengths;
    private readonly TextLoss _loss;
    private ImmutableArray<ImmutableArray<int>>[] _batches = [];
    private RandomStream _random;

    public TextJob(TextNetwork network, TextPlan plan, TextSamples training, TextSamples validation)
    {
        (_network, _plan, _training, _validation) = (network, plan, training, validation);
        _lengths = [.. training.Texts.Select(static text => text.Tokens.Length)];
        _loss = new TextLoss(plan, training.Targets);
        StepsPerEpoch = (_lengths.Length + plan.Options.BatchSize - 1) / plan.Options.BatchSize;
    }

    public int StepsPerEpoch { get; }

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _batches =
        [
            .. Enumerable.Range(0, _network.Members.Length)
                .Select(member => LengthBuckets.Shuffled(_lengths, _plan.Options.BatchSize, random.Advance((long)member << 32), poolBatches: 8)),
        ];
        _random = random.Advance(1L << 40);
        return StepsPerEpoch;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        Tensor? sum = null;
        for (var member = 0; member < _batches.Length; member++)
        {
            var items = _batches[member][batch];
            var texts = TextBatch.Of(tape, [.. items.Select(item => Hidden(member, item))], _plan.Architecture.Ratios);
            var loss = _loss.Of(tape, _network.Members[member].Run(tape, texts), [.. items.Select(item => _training.Targets[item])]);
            sum = sum is null ? loss : tape.Add(sum, loss);
        }
        return new BatchLoss(sum!, _batches[0][batch].Length);
    }

    public Evaluation? Validate(Tape tape)
    {
        if (_validation.Texts.Count == 0) return null;
        var probabilities = _plan.Probabilities(TextScorer.Scores(_network, _validation.Texts, _plan.Architecture.Ratios, tape));
        return new Evaluation(Reliability.Of(probabilities, _validation.Targets, _plan.MultiLabel).Nll)
        {
            Metrics = ImmutableDictionary<string, double>.Empty.Add("accuracy", _plan.Accuracy(probabilities, _validation.Targets)),
        };
    }

    /// <summary>A text some of whose words are unknown, and so are the counts that come from them.</summary>
    private EncodedText Hidden(int member, int item)
    {
        var text = _training.Texts[item];
        var width = _plan.Architecture.Ratios;
        if (_plan.Options.WordDropout == 0 || text.Tokens.Length == 0) return text;
        var draws = new float[text.Tokens.Length];
        _random.Advance((((long)member * _lengths.Length) + item) << NumbersPerText).FillUniform(draws);
        var (tokens, ratios) = ((int[])text.Tokens.Clone(), (float[])text.Ratios.Clone());
        for (var step = 0; step < tokens.Length; step++)
        {
            if (draws[step] >= _plan.Options.WordDropout) continue;
            tokens[step] = TextPlan.UnknownToken;
            if (width == 0) continue;
            ratios.AsSpan(step * width, width).Clear();
            if (step + 1 < tokens.Length) ratios.AsSpan(((step + 1) * width) + (width / 2), width / 2).Clear();
        }
        return new EncodedText(tokens, ratios);
    }
}
