namespace Recurrent.Text.Tagging;

/// <summary>Groups mistakes by what was taken for what.</summary>
public static class TagDisagreements
{
    /// <summary>The mistakes of an evaluation.</summary>
    /// <param name="evaluation">Sentences and what was said of them.</param>
    /// <returns>The most frequent kinds first.</returns>
    public static IReadOnlyList<TagDisagreement> Of(TaggerEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var kinds = new Dictionary<(string? Gold, string? Predicted), (long Count, string Example)>();
        for (var index = 0; index < evaluation.Sentences.Count; index++)
        {
            var sentence = evaluation.Sentences[index];
            var (gold, said) = (TagSequence.Entities(sentence.Tags!), evaluation.Predictions[index].Entities);
            EntitySpan[] missed = [.. gold.Except(said)];
            EntitySpan[] wrong = [.. said.Except(gold)];
            foreach (var one in missed)
                Add(one.Type, wrong.Where(other => Overlap(one, other)).Select(static other => other.Type).FirstOrDefault(), Text(sentence, one));
            foreach (var one in wrong.Where(one => !missed.Any(other => Overlap(one, other))))
                Add(null, one.Type, Text(sentence, one));
        }

        return [.. kinds.OrderByDescending(static one => one.Value.Count).ThenBy(static one => one.Key.Gold, StringComparer.Ordinal).ThenBy(static one => one.Key.Predicted, StringComparer.Ordinal)
            .Select(static one => new TagDisagreement(one.Key.Gold, one.Key.Predicted, one.Key.Gold == one.Key.Predicted, one.Value.Count, one.Value.Example))];

        void Add(string? from, string? to, string example) =>
            kinds[(from, to)] = kinds.TryGetValue((from, to), out var known) ? (known.Count + 1, known.Example) : (1, example);
    }

    private static bool Overlap(EntitySpan one, EntitySpan other) => one.Start < other.Start + other.Length && other.Start < one.Start + one.Length;

    private static string Text(TaggedSentence sentence, EntitySpan entity) => string.Join(' ', sentence.Tokens.Skip(entity.Start).Take(entity.Length));
}
