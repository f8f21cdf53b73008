using Recurrent.Tensors.Random;
using Recurrent.Text.Tagging;

namespace Recurrent.Text.Embedded;

/// <summary>Sentences from a small grammar with names put together from syllables, to try tagging on without a file; the same sentences every time.</summary>
public static class DemoEntities
{
    private static readonly string[] Starts = ["Al", "Bre", "Cor", "Da", "El", "Fen", "Gri", "Hal", "Is", "Jo", "Kel", "Lor", "Mar", "Nor", "Or", "Pel", "Quin", "Ros", "Sil", "Tor", "Ul", "Ver", "Wil", "Yar", "Zan"];
    private static readonly string[] Middles = ["a", "e", "i", "o", "an", "en", "il", "or", "ur", "el"];
    private static readonly string[] PersonEnds = ["dra", "na", "ric", "mond", "ley", "son", "beth", "vin"];
    private static readonly string[] PlaceEnds = ["ville", "burg", "stead", "mouth", "ford", "shire", "holm", "port"];
    private static readonly string[] CompanyEnds = ["Ltd", "Group", "Bank", "Motors", "Press", "Airways"];

    /// <summary>What a sentence can look like: names in angle brackets, alternatives in round ones with slashes between them and low lines for blanks.</summary>
    private static readonly string[] Patterns =
    [
        "<P> , a teacher from <L> , (won/lost/left) the race (on_Monday/last_year) .",
        "(Yesterday/On_Friday) <P> met <P> in <L> .",
        "<O> opened (an_office/a_factory/three_shops) in <L> .",
        "<O> (hired/dismissed) <P> (this_week/in_May) .",
        "(Shares/Profits) of <O> (rose/fell) (after/before) <O> (left/entered) <L> .",
        "The (road/train/river) from <L> to <L> was (closed/slow) .",
        "The (mayor/people) of <L> (thanked/blamed) <P> .",
        "(Rain/Snow) is expected (near/north_of) <L> (today/on_Sunday) .",
        "<p> said (that/why) <O> would not (sell/buy) <O> .",
        "(A_book/The_story) by <P> (is_sold/was_printed) in <L> .",
        "Nobody (knew/said) (why/when) the (bridge/school) was built .",
        "(It/She/He) (was/is) (a_good/a_long) (day/winter) (for/in) the (village/garden) .",
    ];

    /// <summary>Sentences with their tags in IOB2, of persons (PER), places (LOC) and companies (ORG).</summary>
    /// <param name="count">How many sentences, at least 0.</param>
    /// <param name="part">Another number gives other sentences with mostly other names, for training, choosing and scoring.</param>
    /// <returns>The sentences.</returns>
    public static IReadOnlyList<TaggedSentence> Sentences(int count, int part = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new Draws(new RandomSource(1).Stream("demo/entities", (ulong)part));
        return [.. Enumerable.Range(0, count).Select(_ => Sentence(random))];
    }

    private static TaggedSentence Sentence(Draws random)
    {
        var (tokens, entities) = (new List<string>(), new List<EntitySpan>());
        foreach (var piece in random.Of(Patterns).Split(' '))
        {
            var chosen = piece[0] == '(' ? random.Of(piece[1..^1].Split('/')) : piece;
            foreach (var word in chosen.Split('_')) Add(word, random, tokens, entities);
        }

        return new TaggedSentence(tokens, TagSequence.Write(entities, tokens.Count, TagScheme.Iob2));
    }

    private static void Add(string word, Draws random, List<string> tokens, List<EntitySpan> entities)
    {
        string[] name = word switch
        {
            "<P>" => [Name(random, PersonEnds), Surname(random)],
            "<p>" => [Name(random, PersonEnds)],
            "<L>" => [Name(random, PlaceEnds)],
            "<O>" => [Surname(random), random.Of(CompanyEnds)],
            _ => [],
        };
        if (name.Length == 0) tokens.Add(word);
        if (name.Length == 0) return;
        entities.Add(new EntitySpan(tokens.Count, name.Length, word switch { "<L>" => "LOC", "<O>" => "ORG", _ => "PER" }));
        tokens.AddRange(name);
    }

    /// <summary>Some families are called after a place, and companies after families: only what stands around tells.</summary>
    private static string Surname(Draws random) => Name(random, random.Of("place", "person", "person") == "place" ? PlaceEnds : PersonEnds);

    private static string Name(Draws random, string[] ends) => random.Of(Starts) + random.Of(Middles) + random.Of(ends);

    private sealed class Draws(RandomStream stream)
    {
        private RandomStream _stream = stream;

        public string Of(params string[] choices)
        {
            var chosen = choices[_stream.NextInt32(choices.Length)];
            _stream = _stream.Advance(1);
            return chosen;
        }
    }
}
