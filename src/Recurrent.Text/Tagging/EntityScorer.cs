namespace Recurrent.Text.Tagging;

/// <summary>Entity precision, recall and F1 as conlleval computes them: an entity is right when first token, last token and type are.</summary>
public static class EntityScorer
{
    /// <summary>Scores predicted tags.</summary>
    /// <param name="gold">The right tags of each sentence, of any scheme.</param>
    /// <param name="predicted">The predicted tags of each sentence, of any scheme.</param>
    /// <param name="method">Name of the method.</param>
    /// <returns>Scores over all sentences.</returns>
    /// <exception cref="ArgumentException">The sentences or their lengths differ in number.</exception>
    /// <exception cref="FormatException">A tag is of no scheme.</exception>
    public static TagScores Score(IReadOnlyList<IReadOnlyList<string>> gold, IReadOnlyList<IReadOnlyList<string>> predicted, string method = "model")
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(predicted);
        if (gold.Count != predicted.Count) throw new ArgumentException($"Received {gold.Count} sentences and predictions for {predicted.Count}; expected one a sentence.", nameof(predicted));
        var counts = new SortedDictionary<string, EntityCounts>(StringComparer.Ordinal);
        var (right, tokens) = (0L, 0L);
        for (var index = 0; index < gold.Count; index++)
        {
            if (gold[index].Count != predicted[index].Count)
                throw new ArgumentException($"Received {predicted[index].Count} tags for sentence {index + 1} of {gold[index].Count} tokens; expected one a token.", nameof(predicted));
            var (actual, said) = (TagSequence.Entities(gold[index]), TagSequence.Entities(predicted[index]));
            foreach (var entity in actual) Count(entity.Type, new EntityCounts(1, 0, 0));
            foreach (var entity in said) Count(entity.Type, new EntityCounts(0, 1, 0));
            foreach (var entity in said.Intersect(actual)) Count(entity.Type, new EntityCounts(0, 0, 1));
            tokens += gold[index].Count;
            right += TagSequence.Write(actual, gold[index].Count, TagScheme.Iob2).Zip(TagSequence.Write(said, gold[index].Count, TagScheme.Iob2)).LongCount(static pair => pair.First == pair.Second);
        }

        return new TagScores(method, counts.Values.Aggregate(default(EntityCounts), Sum), counts, tokens == 0 ? 0 : (double)right / tokens);

        void Count(string type, EntityCounts more) => counts[type] = Sum(counts.GetValueOrDefault(type), more);
    }

    private static EntityCounts Sum(EntityCounts left, EntityCounts right) =>
        new(left.Gold + right.Gold, left.Predicted + right.Predicted, left.Correct + right.Correct);
}
