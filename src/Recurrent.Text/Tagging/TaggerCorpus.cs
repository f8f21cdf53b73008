using Recurrent.Tensors.Random;
using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>The sentences of a training run: to learn from, and to choose the best weights by.</summary>
internal sealed record TaggerCorpus(IReadOnlyList<TaggedSentence> Training, IReadOnlyList<TaggedSentence> Validation)
{
    /// <summary>Checks the sentences and splits off the validation when none is given.</summary>
    /// <exception cref="DataFormatException">A sentence has no tags or none a token, or there is no entity at all.</exception>
    public static TaggerCorpus Of(IReadOnlyList<TaggedSentence> sentences, IReadOnlyList<TaggedSentence>? validation, TaggerOptions options)
    {
        if (sentences.Count == 0) throw new ArgumentException("Received no sentence; a tagger needs tagged sentences to learn from.", nameof(sentences));
        foreach (var sentence in sentences.Concat(validation ?? [])) Check(sentence);
        var filled = sentences.Where(static one => one.Length > 0).ToArray();
        if (!filled.Any(static one => one.Tags!.Any(static tag => tag != TagSequence.Outside)))
            throw new DataFormatException { File = sentences[0].File ?? "the sentences", Found = "no entity: every tag is O", Expected = "entities to learn", Fix = "Put the tag into the last column" };
        if (validation is not null) return new TaggerCorpus(filled, [.. validation.Where(static one => one.Length > 0)]);
        var isHeld = HoldBack(filled, options);
        return new TaggerCorpus([.. filled.Where((_, index) => !isHeld[index])], [.. filled.Where((_, index) => isHeld[index])]);
    }

    /// <summary>
    /// Chooses sentences at random. Those with a type that no other has are given back, or it could not be learnt; and where none of those left has an
    /// entity, nothing is held back: all weights would have the same score.
    /// </summary>
    private static bool[] HoldBack(TaggedSentence[] sentences, TaggerOptions options)
    {
        var isHeld = new bool[sentences.Length];
        int[] order = [.. Enumerable.Range(0, sentences.Length)];
        new RandomSource(options.Seed).Stream("hold-back").Shuffle<int>(order);
        foreach (var index in order.Take((int)Math.Round(options.ValidationShare * sentences.Length))) isHeld[index] = true;
        string[][] types = [.. sentences.Select(static one => TagSequence.Entities(one.Tags!).Select(static entity => entity.Type).Distinct().ToArray())];
        var known = types.Where((_, index) => !isHeld[index]).SelectMany(static one => one).ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < isHeld.Length; index++)
        {
            if (!isHeld[index] || types[index].All(known.Contains)) continue;
            isHeld[index] = false;
            known.UnionWith(types[index]);
        }
        return types.Where((one, index) => isHeld[index] && one.Length > 0).Any() ? isHeld : new bool[isHeld.Length];
    }

    /// <summary>Refuses a sentence without tags.</summary>
    public static void Check(TaggedSentence sentence)
    {
        if (sentence.Tags is not { } tags)
            throw new DataFormatException { File = sentence.File ?? "a sentence", Row = sentence.Row, Found = "no tags", Expected = "one tag a token", Fix = "Add them, or use predict to have them found" };
        if (tags.Count != sentence.Length)
            throw new DataFormatException { File = sentence.File ?? "a sentence", Row = sentence.Row, Found = $"{sentence.Length} tokens and {tags.Count} tags", Expected = "one tag a token", Fix = "Correct the sentence" };
        for (var index = 0; index < tags.Count; index++)
        {
            if (!TagSequence.IsTag(tags[index]))
                throw new DataFormatException { File = sentence.File ?? "a sentence", Row = sentence.Row + index, Found = $"the tag {DataFormatException.Quote(tags[index])}", Expected = "O, or B-, I-, E- or S- and a type, such as B-PER", Fix = "Write the tags in IOB1, IOB2 or IOBES" };
        }
    }
}
