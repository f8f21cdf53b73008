using System.Collections.Immutable;
using System.Globalization;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Decoding;
using Recurrent.Text.Translation.Network;
using Recurrent.Text.Translation.Storage;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Text.Translation.Fitting;

/// <summary>One training run from pairs of sentences to translator.</summary>
internal sealed class TranslatorTrainer
{
    private const int FewestPairs = 4;
    private const double ClipNorm = 1;
    private readonly TranslatorOptions _options;
    private readonly TranslatorPlan _plan;

    public TranslatorTrainer(IReadOnlyList<SentencePair> pairs, IReadOnlyList<SentencePair>? validation, TranslatorOptions options, CancellationToken cancellation)
    {
        if (pairs.Count < FewestPairs)
            throw new DataFormatException { File = "training pairs", Found = $"{pairs.Count} pairs", Expected = $"at least {FewestPairs}", Fix = "Give more sentences with their translations" };
        _options = options;
        _plan = TranslatorPlan.Of(TranslatorSplit.Of(pairs, validation, new RandomSource(options.Seed).Stream("held-back")), options, cancellation);
        if (_plan.Training.Count == 0)
            throw new DataFormatException
            {
                File = "training pairs",
                Found = $"{_plan.Training.Empty} pairs with an empty side and {_plan.Training.TooLong} with more than {options.LongestSentence} tokens, and no other",
                Expected = "sentences to learn from",
                Fix = "Check the files, or raise longest_sentence",
            };
    }

    /// <summary>Makes sure before training that sources can be translated behind it.</summary>
    /// <param name="pairs">The pairs of a file, one a line.</param>
    /// <param name="file">The file of the sources.</param>
    /// <exception cref="DataFormatException">A source has too many tokens; the message names file and line.</exception>
    public void Check(IReadOnlyList<SentencePair> pairs, string file) => SentenceLimit.Check(_plan.Source, pairs, file);

    public TranslatorTraining Run(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        var network = new TranslatorNetwork(_plan.Architecture, new RandomSource(_options.Seed));
        var job = new TranslatorJob(network, _plan.Training, _plan.Validation, SearchTokens.Of(_plan.Target.Tokenizer.Vocabulary), _options);
        var settings = _plan.Settings with { Settings = [.. _plan.Settings.Settings, new ChosenSetting("steps per epoch", job.StepsPerEpoch.ToString(CultureInfo.InvariantCulture), "pairs by batch size")] };
        _options.SettingsChosen?.Invoke(settings.Settings);
        var run = new TaskRun
        {
            Network = network,
            Optimizer = new Adam(ParameterGroup.All(network), new AdamOptions { LearningRate = _options.LearningRate }),
            Options = TrainerOptions(job.StepsPerEpoch),
            StepsPerEpoch = job.StepsPerEpoch,
            Resume = _options.Resume,
            Observers = observers,
        }.Run(job, cancellation);
        var state = new TranslatorState(_plan.Architecture, settings, network, _plan.Source, _plan.Target) { Seed = _options.Seed };
        return new TranslatorTraining(new Translator(state), settings.Settings, run, Perplexity(job));
    }

    /// <summary>Of the weights that are kept, which is all that is known of them when the best epoch was before the run was resumed.</summary>
    private double Perplexity(TranslatorJob job) => job.Validate(Tape.ForInference(_options.Threads))?.Metrics[TranslatorJob.PerplexityName] ?? double.NaN;

    private TrainOptions TrainerOptions(int stepsPerEpoch) =>
        TaskRun.OptionsOf(_options, _options.Epochs, stepsPerEpoch, _options.LearningRate, _options.Patience) with { Clip = new ClipByGlobalNorm(ClipNorm), AverageDecay = _options.AverageDecay > 0 ? _options.AverageDecay : null };
}
