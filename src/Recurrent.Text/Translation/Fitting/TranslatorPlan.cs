using System.Globalization;
using Recurrent.Text.Translation.Data;
using Recurrent.Text.Translation.Network;
using Recurrent.Training;

namespace Recurrent.Text.Translation.Fitting;

/// <summary>What is decided before training, from options and pairs.</summary>
internal sealed record TranslatorPlan
{
    public required SentenceCoder Source { get; init; }

    public required SentenceCoder Target { get; init; }

    public required TranslationCorpus Training { get; init; }

    public required TranslationCorpus Validation { get; init; }

    public required TranslatorArchitecture Architecture { get; init; }

    public required TranslatorSettings Settings { get; init; }

    public static TranslatorPlan Of(TranslatorSplit split, TranslatorOptions options, CancellationToken cancellation)
    {
        if (options is { IsTransformer: true } and ({ Coverage: true } or { InputFeeding: true }))
            throw new ArgumentException("Coverage and input feeding are for recurrent decoders; leave them out with a transformer, or choose another cell.", nameof(options));
        var (source, target) = Coders(split.Training, options, cancellation);
        var training = TranslationCorpus.Of(split.Training, source, target, options.LongestSentence);
        var validation = TranslationCorpus.Of(split.Validation, source, target, options.LongestSentence);
        var architecture = new TranslatorArchitecture
        {
            Cell = options.Cell,
            Hidden = options.Hidden,
            EncoderLayers = options.Layers,
            DecoderLayers = options.DecoderLayers,
            Embedding = options.Embedding,
            SourceTokens = source.Tokenizer.Vocabulary.Count,
            TargetTokens = target.Tokenizer.Vocabulary.Count,
            Attention = options.Attention,
            Coverage = options.Coverage,
            InputFeeding = options.InputFeeding,
            IsJoint = source == target,
            TiedOutput = options.TiedOutput,
            Dropout = options.Dropout,
            VariationalDropout = options.VariationalDropout,
        };
        var plan = new TranslatorPlan
        {
            Source = source,
            Target = target,
            Training = training,
            Validation = validation,
            Architecture = architecture,
            Settings = new TranslatorSettings { Tokens = options.Tokens, FrequentTarget = split.FrequentTarget, Settings = [] },
        };
        return plan with { Settings = plan.Settings with { Settings = [.. List(plan, split, options)] } };
    }

    private static (SentenceCoder Source, SentenceCoder Target) Coders(IReadOnlyList<SentencePair> pairs, TranslatorOptions options, CancellationToken cancellation)
    {
        var (sources, targets) = (pairs.Select(static pair => pair.Source), pairs.Select(static pair => pair.Target));
        if (!options.JointVocabulary) return (SentenceCoder.Learn(sources, options, cancellation), SentenceCoder.Learn(targets, options, cancellation));
        var joint = SentenceCoder.Learn(sources.Concat(targets), options, cancellation);
        return (joint, joint);
    }

    private static IEnumerable<ChosenSetting> List(TranslatorPlan plan, TranslatorSplit split, TranslatorOptions options)
    {
        var architecture = plan.Architecture;
        yield return new ChosenSetting("training pairs", Text(plan.Training.Count), LeftOut(plan.Training, options));
        yield return new ChosenSetting("validation pairs", Text(plan.Validation.Count), split.IsHeldBack ? "held back from the training pairs" : "given");
        yield return new ChosenSetting("tokens", Name(options.Tokens), "given or usual");
        yield return new ChosenSetting("vocabulary", architecture.IsJoint ? Text(architecture.TargetTokens) : $"{Text(architecture.SourceTokens)} and {Text(architecture.TargetTokens)}",
            architecture.IsJoint ? "learnt from both languages together" : "learnt from each language");
        yield return new ChosenSetting("cell", architecture.Cell, "given or usual");
        yield return new ChosenSetting("hidden", Text(architecture.Hidden), "given or usual");
        yield return new ChosenSetting("layers", Text(architecture.EncoderLayers), "of the encoder, in two directions");
        yield return new ChosenSetting("decoder_layers", Text(architecture.DecoderLayers), "given or usual");
        yield return new ChosenSetting("embedding", Text(architecture.Embedding), "given or usual");
        if (!architecture.IsTransformer) yield return new ChosenSetting("attention", Name(options.Attention) + (options.Coverage ? " with coverage" : ""), "given or usual");
        if (!architecture.IsTransformer) yield return new ChosenSetting("input_feeding", options.InputFeeding ? "yes" : "no", "given or usual");
        yield return new ChosenSetting("dropout", Text(options.Dropout) + (options.VariationalDropout ? ", one mask a sentence" : ""), "given or usual");
        yield return new ChosenSetting("label_smoothing", Text(options.LabelSmoothing), "given or usual");
        yield return new ChosenSetting("scheduled_sampling", Text(options.ScheduledSampling), "given or usual");
        yield return new ChosenSetting("average_decay", Text(options.AverageDecay), "given or usual");
        yield return new ChosenSetting("batch_size", Text(options.BatchSize), "given or usual");
        yield return new ChosenSetting("learning_rate", Text(options.LearningRate), "the highest; it rises and then falls along a cosine");
        yield return new ChosenSetting("epochs", Text(options.Epochs), "at most");
        yield return new ChosenSetting("seed", options.Seed.ToString(CultureInfo.InvariantCulture), "given or usual");
    }

    private static string LeftOut(TranslationCorpus corpus, TranslatorOptions options)
    {
        var parts = new List<string>();
        if (corpus.Empty > 0) parts.Add($"{Text(corpus.Empty)} left out because a side is empty");
        if (corpus.TooLong > 0) parts.Add($"{Text(corpus.TooLong)} left out because a side has more than {Text(options.LongestSentence)} tokens");
        return parts.Count == 0 ? "all that were given" : string.Join(", ", parts);
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
