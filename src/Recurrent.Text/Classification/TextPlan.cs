using System.Globalization;
using Recurrent.Text.Corpora;
using Recurrent.Text.Normalization;
using Recurrent.Text.Tokenization;
using Recurrent.Training;
using Recurrent.Training.Data;

namespace Recurrent.Text.Classification;

/// <summary>What is chosen before training, from options and training texts.</summary>
internal sealed record TextPlan
{
    /// <summary>The number of <see cref="SpecialTokens.Unknown"/> in vocabularies made here.</summary>
    public const int UnknownToken = 1;
    private const int UsualWords = 50_000;
    private const int UsualPairs = 4000;
    private const int MostClassesForRatios = 20;

    public required TextClassifierOptions Options { get; init; }

    public required string[] Labels { get; init; }

    public required bool MultiLabel { get; init; }

    public required Tokenizer Tokenizer { get; init; }

    /// <summary>Vectors learnt elsewhere; null without.</summary>
    public required WordVectors? Vectors { get; init; }

    public required TextArchitecture Architecture { get; init; }

    public required ChosenSetting[] Settings { get; init; }

    /// <summary>Chooses.</summary>
    /// <param name="texts">Texts to learn from.</param>
    /// <param name="held">Texts held back, which say only whether a text may have several labels.</param>
    /// <param name="options">Whatever shall not be chosen.</param>
    public static TextPlan Of(IReadOnlyList<LabelledText> texts, IReadOnlyList<LabelledText> held, TextClassifierOptions options)
    {
        string[] labels = [.. texts.SelectMany(static one => one.Labels).Distinct().Order(StringComparer.Ordinal)];
        var multiLabel = options.MultiLabel ?? texts.Concat(held).Any(static one => one.Labels.Count > 1);
        var split = options.Split ?? SplitOf(texts);
        var tokenizer = TokenizerOf(texts, options, split);
        var vectors = options.Vectors is { } file ? WordVectors.Read(file, word => tokenizer.Vocabulary.TryFind(options.Lowercase ? word.ToLowerInvariant() : word, out _)) : null;
        var hasRatios = options.LogCountRatios ?? labels.Length <= MostClassesForRatios;
        var plan = new TextPlan
        {
            Options = options,
            Labels = labels,
            MultiLabel = multiLabel,
            Tokenizer = tokenizer,
            Vectors = vectors,
            Architecture = new TextArchitecture
            {
                Vocabulary = tokenizer.Vocabulary.Count,
                Embedding = vectors?.Size ?? options.Embedding,
                Ratios = hasRatios ? TokenCounts.RatiosOf(labels.Length, multiLabel) : 0,
                Cell = options.Cell,
                Hidden = options.Hidden,
                Layers = options.Layers,
                Bidirectional = options.Bidirectional,
                Pooling = options.Pooling,
                Classes = labels.Length,
                Members = options.Members,
                Dropout = options.Dropout,
            },
            Settings = [],
        };
        return plan with { Settings = [.. List(plan, split)] };
    }

    /// <summary>Probabilities of texts by their scores, without a temperature.</summary>
    public double[][] Probabilities(float[][] scores) =>
    [
        .. scores.Select(own =>
        {
            var result = new double[Labels.Length];
            ScoreScale.Probabilities(own, 1, MultiLabel, result);
            return result;
        }),
    ];

    /// <summary>Share of the texts of which the choice by probabilities is their classes, all of them and no others; NaN without texts.</summary>
    public double Accuracy(double[][] probabilities, IReadOnlyList<int[]> targets) =>
        (double)probabilities.Index().Count(one => IsRight(one.Item, targets[one.Index])) / probabilities.Length;

    private bool IsRight(double[] probabilities, int[] target) => MultiLabel
        ? Enumerable.Range(0, probabilities.Length).All(one => probabilities[one] >= 0.5 == target.Contains(one))
        : target.Contains(Array.IndexOf(probabilities, probabilities.Max()));

    /// <summary>The numbers of the classes of a text.</summary>
    /// <exception cref="DataFormatException">A class is unknown, or the text has not one where it must have one.</exception>
    public static int[] Target(LabelledText text, string[] labels, bool multiLabel)
    {
        if (!multiLabel && text.Labels.Count != 1)
            throw new DataFormatException { File = text.File, Row = text.Row, Found = text.Labels.Count == 0 ? "no label" : $"{text.Labels.Count} labels", Expected = "one label a text", Fix = "Give the text one label, or train for any number of labels a text (--multi-label true)" };
        return [.. text.Labels.Distinct().Select(label => Number(text, label, labels)).Order()];
    }

    private static int Number(LabelledText text, string label, string[] labels)
    {
        var place = Array.BinarySearch(labels, label, StringComparer.Ordinal);
        return place >= 0 ? place : throw new DataFormatException
        {
            File = text.File,
            Row = text.Row,
            Found = $"the label {DataFormatException.Quote(label)}{NearestName.Suggestion(label, labels)}",
            Expected = $"one of the {labels.Length} classes learnt: {string.Join(", ", labels.Take(20))}{(labels.Length > 20 ? ", …" : "")}",
            Fix = "Correct the label, or train with texts of that class",
        };
    }

    /// <summary>Punctuation that stands apart from words oftener than not tells a corpus cut into words.</summary>
    private static WordSplit SplitOf(IReadOnlyList<LabelledText> texts)
    {
        var (apart, attached) = (0L, 0L);
        foreach (var word in texts.Take(5000).SelectMany(static one => WordTokenizer.Words(one.Text, WordSplit.WhiteSpace)))
        {
            if (word.Span[^1] is not (',' or '.' or '!' or '?' or ';')) continue;
            if (word.Length == 1) apart++;
            else attached++;
        }
        return apart > attached ? WordSplit.WhiteSpace : WordSplit.Words;
    }

    private static Tokenizer TokenizerOf(IReadOnlyList<LabelledText> texts, TextClassifierOptions options, WordSplit split)
    {
        var normalization = new TextNormalization { Lowercases = options.Lowercase };
        var kept = new VocabularyOptions { MinimumCount = options.MinimumCount, MaximumSize = options.VocabularySize ?? UsualWords };
        var words = texts.Select(static one => one.Text);
        return options.Unit switch
        {
            TextUnit.BytePair => BytePairTokenizer.Train(words, new BytePairOptions { VocabularySize = options.VocabularySize ?? UsualPairs }, normalization),
            TextUnit.Character => CharacterTokenizer.Train(words, kept, normalization),
            _ => WordTokenizer.Train(words, split, kept, normalization),
        };
    }

    private static IEnumerable<ChosenSetting> List(TextPlan plan, WordSplit split)
    {
        var (options, architecture) = (plan.Options, plan.Architecture);
        yield return new ChosenSetting("classes", Text(plan.Labels.Length), "labels of the training texts");
        yield return new ChosenSetting("multi_label", Answer(plan.MultiLabel), options.MultiLabel is not null ? "given" : plan.MultiLabel ? "a text has several labels" : "every text has one label");
        yield return new ChosenSetting("unit", Name(options.Unit), "given or usual");
        if (options.Unit == TextUnit.Word)
            yield return new ChosenSetting("split", split == WordSplit.WhiteSpace ? "white-space" : "words", options.Split is not null ? "given" : split == WordSplit.WhiteSpace ? "punctuation stands apart" : "punctuation is attached to words");
        yield return new ChosenSetting("lowercase", Answer(options.Lowercase), "given or usual");
        if (options.Unit != TextUnit.BytePair) yield return new ChosenSetting("minimum_count", Text(options.MinimumCount), "given or usual");
        yield return new ChosenSetting("vocabulary_size", Text(architecture.Vocabulary), options.Unit == TextUnit.BytePair
            ? $"byte pairs learnt, at most {Text(options.VocabularySize ?? UsualPairs)}"
            : $"tokens that come often enough, at most {Text(options.VocabularySize ?? UsualWords)}");
        yield return new ChosenSetting("maximum_tokens", Text(options.MaximumTokens), "given or usual; what stands behind them is not read");
        yield return new ChosenSetting("embedding", Text(architecture.Embedding), plan.Vectors is null ? "given or usual" : "width of the vectors given");
        if (plan.Vectors is { } vectors) yield return new ChosenSetting("vectors", Text(vectors.Count), "words of the vocabulary that have one");
        yield return new ChosenSetting("log_count_ratios", Answer(architecture.Ratios > 0), (options.LogCountRatios is null ? $"for up to {MostClassesForRatios} classes" : "given") + (architecture.Ratios > 0 ? $"; {Text(architecture.Ratios)} a token" : ""));
        yield return new ChosenSetting("cell", architecture.Cell, "given or usual");
        yield return new ChosenSetting("hidden", Text(architecture.Hidden), "given or usual");
        yield return new ChosenSetting("layers", Text(architecture.Layers), "given or usual");
        yield return new ChosenSetting("bidirectional", Answer(architecture.Bidirectional), "given or usual");
        yield return new ChosenSetting("pooling", Name(architecture.Pooling), "given or usual");
        yield return new ChosenSetting("ensemble", Text(architecture.Members), "given or usual");
        yield return new ChosenSetting("dropout", Text(architecture.Dropout), "given or usual");
        yield return new ChosenSetting("word_dropout", Text(options.WordDropout), "given or usual");
        yield return new ChosenSetting("label_smoothing", Text(options.LabelSmoothing), "given or usual");
        yield return new ChosenSetting("class_weights", options.ClassWeights.ToString().ToLowerInvariant(), "given or usual");
        yield return new ChosenSetting("batch_size", Text(options.BatchSize), "given or usual");
        yield return new ChosenSetting("epochs", Text(options.Epochs), "given or usual, at most");
        yield return new ChosenSetting("patience", Text(options.Patience), "given or usual, epochs without improvement before the end");
        yield return new ChosenSetting("learning_rate", Text(options.LearningRate), "given or usual");
        yield return new ChosenSetting("seed", options.Seed.ToString(CultureInfo.InvariantCulture), "given or usual");
    }

    private static string Name(TextPooling pooling) => pooling == TextPooling.MaxMean ? "max-mean" : pooling.ToString().ToLowerInvariant();

    private static string Name(TextUnit unit) => unit switch { TextUnit.BytePair => "bpe", TextUnit.Character => "char", _ => "word" };

    private static string Answer(bool value) => value ? "true" : "false";

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
