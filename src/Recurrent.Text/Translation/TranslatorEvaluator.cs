using Recurrent.Text.Metrics;

namespace Recurrent.Text.Translation;

/// <summary>Scores translators on sentences with known translations.</summary>
public static class TranslatorEvaluator
{
    private static readonly BleuOptions LowercaseTokenised = new() { Tokenization = BleuTokenization.Moses, Lowercase = true };

    /// <summary>Scores a translator beside simple methods.</summary>
    /// <param name="translator">The translator.</param>
    /// <param name="pairs">Sentences and their translations, at least one.</param>
    /// <param name="options">How to search; null for the defaults, greedy search.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The scores of the translator and of the simple methods.</returns>
    /// <exception cref="ArgumentException">There is no pair.</exception>
    /// <exception cref="Training.Data.DataFormatException">A source has more than 5,000 tokens; its row is its place, from 1.</exception>
    public static TranslationEvaluation Evaluate(
        Translator translator, IReadOnlyList<SentencePair> pairs, TranslateOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0) throw new ArgumentException("Received no pair of sentences to score.", nameof(pairs));
        string[] sources = [.. pairs.Select(static pair => pair.Source)];
        string[] references = [.. pairs.Select(static pair => pair.Target)];
        var translations = translator.Translate(sources, options, cancellationToken);
        return new TranslationEvaluation
        {
            Model = Score("model", [.. translations.Select(static one => one.Text)], references),
            Baselines =
            [
                Score("copy_source", sources, references),
                Score("most_frequent", [.. Enumerable.Repeat(translator.FrequentTarget, references.Length)], references),
            ],
            Translations = translations,
        };
    }

    private static TranslationScores Score(string method, string[] hypotheses, string[] references) => new(
        method, Bleu.Compute(hypotheses, references), Bleu.Compute(hypotheses, references, LowercaseTokenised), Chrf.Compute(hypotheses, references));
}
