using System.Collections.Immutable;
using System.Globalization;
using Recurrent.Tensors.Random;
using Recurrent.Text.Normalization;
using Recurrent.Text.Tokenization;
using Recurrent.Training;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Text.Tagging;

/// <summary>One training run from tagged sentences to tagger.</summary>
internal sealed class TaggerTrainer(IReadOnlyList<TaggedSentence> sentences, IReadOnlyList<TaggedSentence>? validation, TaggerOptions options)
{
    private const double AverageDecay = 0.999;
    private const double WeightDecay = 0.02;
    private const double LargestGradient = 5;

    public TaggerTraining Run(ImmutableArray<ITrainingObserver> observers, CancellationToken cancellation)
    {
        var corpus = TaggerCorpus.Of(sentences, validation, options);
        var scheme = TagSequence.Detect(sentences.Select(static one => one.Tags!));
        string[] types = [.. corpus.Training.SelectMany(static one => TagSequence.Entities(one.Tags!)).Select(static one => one.Type).Distinct().Order(StringComparer.Ordinal)];
        var vocabulary = TaggerVocabulary.Of(corpus.Training.SelectMany(static one => one.Tokens).Select(TextNormalization.Default.Apply), options.MaximumWords);
        var vectors = options.Vectors is null ? null : StartVectors.Read(options.Vectors, ref vocabulary, options.MaximumWords);
        var architecture = Architecture(vocabulary, types, vectors?.Size ?? options.Embedding);
        var network = new TaggerNetwork(architecture, new RandomSource(options.Seed));
        var found = vectors?.CopyTo(new Vocabulary(vocabulary.Words), network.Words.Weight);
        var job = new TaggerJob(network, vocabulary, options, corpus);
        ChosenSetting[] settings = Settings(corpus, architecture, scheme, found, job.StepsPerEpoch);
        options.SettingsChosen?.Invoke(settings);
        var run = new TaskRun
        {
            Network = network,
            Optimizer = new AdamW(ParameterGroup.WithoutDecayOnVectors(network), new AdamOptions { WeightDecay = WeightDecay }),
            Options = TrainerOptions(job.StepsPerEpoch),
            StepsPerEpoch = job.StepsPerEpoch,
            Resume = options.Resume,
            Observers = observers,
        }.Run(job, cancellation);
        var state = new TaggerState(architecture, new TaggerSettings { Scheme = scheme, Settings = settings }, vocabulary, network, SimpleTags.Of(corpus.Training)) { Seed = options.Seed };
        return new TaggerTraining(new SequenceTagger(state), settings, run, 1 - run.BestLoss);
    }

    private TaggerArchitecture Architecture(TaggerVocabulary vocabulary, string[] types, int embedding) => new()
    {
        Cell = options.Cell,
        Hidden = options.Hidden,
        Layers = options.Layers,
        Dropout = options.Dropout,
        Words = vocabulary.Words.Length,
        Embedding = embedding,
        Prefixes = vocabulary.Prefixes.Length,
        Suffixes = vocabulary.Suffixes.Length,
        Shapes = vocabulary.Shapes.Length,
        Characters = vocabulary.Characters.Length,
        CharacterEncoding = options.Characters,
        CharacterFeatures = options.CharacterFeatures,
        Scheme = options.InnerScheme,
        Types = types,
    };

    private TrainOptions TrainerOptions(int stepsPerEpoch) =>
        TaskRun.OptionsOf(options, options.Epochs, stepsPerEpoch, options.LearningRate, options.Patience) with { Clip = new ClipByGlobalNorm(LargestGradient), AverageDecay = AverageDecay };

    private ChosenSetting[] Settings(TaggerCorpus corpus, TaggerArchitecture architecture, TagScheme scheme, int? found, int stepsPerEpoch)
    {
        const string usual = "given, or the default";
        return
        [
            new("types", string.Join(", ", architecture.Types), "found in the training sentences"),
            new("scheme", Named(scheme), "found in the training sentences; answers are written in it"),
            new("inner_scheme", Named(options.InnerScheme), usual),
            new("validation", Text(corpus.Validation.Count), validation is null ? "sentences held back to choose the best weights" : "sentences given"),
            new("cell", options.Cell, usual),
            new("hidden", Text(options.Hidden), usual + ", for each direction"),
            new("layers", Text(options.Layers), usual),
            new("words", Text(architecture.Words), found is null ? "words of the training sentences" : $"words of the training sentences and of the vectors, {Text(found.Value)} with a vector"),
            new("maximum_words", Text(options.MaximumWords), usual),
            new("embedding", Text(architecture.Embedding), found is null ? usual : "width of the vectors given"),
            new("characters", options.Characters.ToString().ToLowerInvariant(), usual),
            new("character_features", Text(options.CharacterFeatures), usual),
            new("dropout", Text(options.Dropout), usual),
            new("word_hiding", Text(options.WordHiding), usual),
            new("batch_size", Text(options.BatchSize), usual),
            new("epochs", Text(options.Epochs), usual),
            new("steps per epoch", Text(stepsPerEpoch), "sentences by batch size"),
            new("patience", Text(options.Patience), usual),
            new("learning_rate", Text(options.LearningRate), usual),
        ];
    }

    private static string Named(TagScheme scheme) => scheme.ToString().ToUpperInvariant();

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
