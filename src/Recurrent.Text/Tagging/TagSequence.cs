using Recurrent.Training.Data;

namespace Recurrent.Text.Tagging;

/// <summary>Tags of a sentence as entities and back, in every scheme.</summary>
public static class TagSequence
{
    /// <summary>The tag of a token outside of every entity.</summary>
    public const string Outside = "O";

    private const string Marks = "BIES";

    /// <summary>The entities of a sentence by the rules of conlleval; tags of all three schemes are read alike.</summary>
    /// <param name="tags">One tag a token.</param>
    /// <returns>The entities in their order.</returns>
    /// <exception cref="FormatException">A tag is neither <c>O</c> nor a mark B, I, E or S with a hyphen and a type.</exception>
    /// <remarks>
    /// An entity begins at <c>B-</c> and <c>S-</c>, and at any other tag behind <c>O</c> or another type; it ends before the next one begins or
    /// at <c>O</c>, and behind <c>E-</c> and <c>S-</c>. So an entity that begins with <c>I-</c> counts, as in the script of the shared task of 2000.
    /// </remarks>
    public static IReadOnlyList<EntitySpan> Entities(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var spans = new List<EntitySpan>();
        var isOpen = false;
        for (var index = 0; index < tags.Count; index++)
        {
            var tag = tags[index];
            if (tag == Outside)
            {
                isOpen = false;
                continue;
            }

            Check(tag);
            var continues = isOpen && tag[0] is 'I' or 'E' && isOpen && tag.AsSpan(2).SequenceEqual(spans[^1].Type);
            if (continues) spans[^1] = spans[^1] with { Length = spans[^1].Length + 1 };
            else spans.Add(new EntitySpan(index, 1, tag[2..]));
            isOpen = tag[0] is 'B' or 'I';
        }

        return spans;
    }

    /// <summary>Writes entities as tags.</summary>
    /// <param name="entities">Entities that do not overlap, in their order.</param>
    /// <param name="length">Tokens of the sentence.</param>
    /// <param name="scheme">How to mark them.</param>
    /// <returns>One tag a token.</returns>
    /// <exception cref="ArgumentException">An entity leaves the sentence, overlaps the one before it, or has no type.</exception>
    public static string[] Write(IReadOnlyList<EntitySpan> entities, int length, TagScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(entities);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var tags = new string[length];
        Array.Fill(tags, Outside);
        var before = new EntitySpan(0, 0, "");
        foreach (var entity in entities)
        {
            if (entity.Start < before.Start + before.Length || entity.Length < 1 || entity.Start + entity.Length > length || string.IsNullOrEmpty(entity.Type))
                throw new ArgumentException($"Received {entity} in a sentence of {length} tokens, behind {before}; expected entities in their order, within the sentence, none over another.", nameof(entities));
            var touches = before.Length > 0 && entity.Start == before.Start + before.Length && entity.Type == before.Type;
            for (var place = 0; place < entity.Length; place++)
                tags[entity.Start + place] = $"{Mark(scheme, place, entity.Length, touches)}-{entity.Type}";
            before = entity;
        }

        return tags;
    }

    /// <summary>The same entities in another scheme.</summary>
    /// <param name="tags">Tags of any scheme.</param>
    /// <param name="scheme">The scheme to write.</param>
    /// <returns>One tag a token.</returns>
    /// <exception cref="FormatException">A tag is of no scheme.</exception>
    public static string[] Convert(IReadOnlyList<string> tags, TagScheme scheme) => Write(Entities(tags), tags.Count, scheme);

    /// <summary>Which scheme the tags of sentences are of.</summary>
    /// <param name="sentences">Tags of each sentence.</param>
    /// <returns>
    /// <see cref="TagScheme.Iobes"/> when any tag begins with E or S; <see cref="TagScheme.Iob1"/> when more entities begin with I than with a B
    /// that IOB1 would not write; else <see cref="TagScheme.Iob2"/>.
    /// </returns>
    /// <exception cref="FormatException">A tag is of no scheme.</exception>
    public static TagScheme Detect(IEnumerable<IReadOnlyList<string>> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var (inside, begun) = (0L, 0L);
        foreach (var tags in sentences)
        {
            var before = new EntitySpan(0, 0, "");
            if (tags.Any(static tag => tag.Length > 1 && tag[0] is 'E' or 'S' && tag[1] == '-')) return TagScheme.Iobes;
            foreach (var entity in Entities(tags))
            {
                var touches = before.Length > 0 && entity.Start == before.Start + before.Length && entity.Type == before.Type;
                if (tags[entity.Start][0] == 'I') inside++;
                else if (!touches) begun++;
                before = entity;
            }
        }

        return inside > begun ? TagScheme.Iob1 : TagScheme.Iob2;
    }

    /// <summary>Whether a text can be a tag.</summary>
    internal static bool IsTag(ReadOnlySpan<char> text) =>
        text is Outside || (text.Length > 2 && Marks.Contains(text[0], StringComparison.Ordinal) && text[1] == '-');

    internal static void Check(string tag)
    {
        if (!IsTag(tag))
            throw new FormatException($"Received the tag {DataFormatException.Quote(tag)}; expected O, or B, I, E or S with a hyphen and the type, such as B-PER.");
    }

    private static char Mark(TagScheme scheme, int place, int length, bool touches) => scheme switch
    {
        TagScheme.Iob1 => place == 0 && touches ? 'B' : 'I',
        TagScheme.Iob2 => place == 0 ? 'B' : 'I',
        _ => (place == 0, place == length - 1) switch { (true, true) => 'S', (true, false) => 'B', (false, true) => 'E', _ => 'I' },
    };
}
