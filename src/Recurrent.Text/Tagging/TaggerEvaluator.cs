using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>Scores taggers beside simple methods on the same sentences.</summary>
public static class TaggerEvaluator
{
    /// <summary>Scores a tagger.</summary>
    /// <param name="tagger">The tagger.</param>
    /// <param name="sentences">Tagged sentences, of any scheme; types that were never learnt count as not found.</param>
    /// <param name="threads">Threads, at least 0; 0 takes one per core. Results do not depend on it.</param>
    /// <returns>Entity precision, recall and F1 over all types and of each, and token accuracy, of every method.</returns>
    /// <exception cref="DataFormatException">A sentence has no tags, or a tag is of no scheme.</exception>
    /// <exception cref="ArgumentException">There is no sentence.</exception>
    public static TaggerEvaluation Evaluate(SequenceTagger tagger, IReadOnlyList<TaggedSentence> sentences, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(sentences);
        if (sentences.Count == 0) throw new ArgumentException("Received no sentence to score.", nameof(sentences));
        foreach (var sentence in sentences) TaggerCorpus.Check(sentence);
        IReadOnlyList<string>[] gold = [.. sentences.Select(static one => one.Tags!)];
        var predictions = tagger.Tag([.. sentences.Select(static one => one.Tokens)], threads: threads);
        var simple = tagger.State.Simple;
        return new TaggerEvaluation
        {
            Model = EntityScorer.Score(gold, [.. predictions.Select(static one => one.Tags)]),
            Baselines =
            [
                EntityScorer.Score(gold, [.. sentences.Select(one => simple.SayMajority(one.Tokens))], "majority"),
                EntityScorer.Score(gold, [.. sentences.Select(one => simple.SayFrequent(one.Tokens))], "most_frequent"),
            ],
            Sentences = sentences,
            Predictions = predictions,
        };
    }
}
