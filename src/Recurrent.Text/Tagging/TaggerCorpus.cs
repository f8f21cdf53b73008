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
        int[] order = [.. Enumerable.Range(0, filled.Length)];
        new RandomSource(options.Seed).Stream("hold-back").Shuffle<int>(order);
        var held = order.Take((int)Math.Round(options.ValidationShare * filled.Length)).ToHashSet();
        return new TaggerCorpus([.. filled.Where((_, index) => !held.Contains(index))], [.. filled.Where((_, index) => held.Contains(index))]);
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
