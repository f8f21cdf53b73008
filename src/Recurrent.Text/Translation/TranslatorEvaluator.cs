using Recurrent.Text.Metrics;

namespace Recurrent.Text.Translation;

/// <summary>Scores translators on sentences with known translations.</summary>
public static class TranslatorEvaluator
{
    /// <summary>Scores a translator beside simple methods.</summary>
    /// <param name="translator">The translator.</param>
    /// <param name="pairs">Sentences and their translations, at least one.</param>
    /// <param name="options">How to search; null for the defaults, greedy search.</param>
    /// <param name="targetLanguage">
    /// The code of the language of the translations, such as <c>fr</c>; null for rules that suit most. The lower-cased BLEU alone depends on it
    /// (<see cref="BleuOptions.Language"/>), and its signature says so.
    /// </param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The scores of the translator and of the simple methods.</returns>
    /// <exception cref="ArgumentException">There is no pair, or the language is no code.</exception>
    /// <exception cref="Training.Data.DataFormatException">A source has more than 5,000 tokens; its row is its place, from 1.</exception>
    public static TranslationEvaluation Evaluate(
        Translator translator, IReadOnlyList<SentencePair> pairs, TranslateOptions? options = null, string? targetLanguage = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0) throw new ArgumentException("Received no pair of sentences to score.", nameof(pairs));
        string[] sources = [.. pairs.Select(static pair => pair.Source)];
        string[] references = [.. pairs.Select(static pair => pair.Target)];
        var lowercase = new BleuOptions { Tokenization = BleuTokenization.Moses, Lowercase = true, Language = targetLanguage };
        var translations = translator.Translate(sources, options, cancellationToken);
        return new TranslationEvaluation
        {
            Model = Score("model", [.. translations.Select(static one => one.Text)]),
            Baselines =
            [
                Score("copy_source", sources),
                Score("most_frequent", [.. Enumerable.Repeat(translator.FrequentTarget, references.Length)]),
            ],
            Translations = translations,
        };

        TranslationScores Score(string method, string[] hypotheses) =>
            new(method, Bleu.Compute(hypotheses, references), Bleu.Compute(hypotheses, references, lowercase), Chrf.Compute(hypotheses, references));
    }
}
