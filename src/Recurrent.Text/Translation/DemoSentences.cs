using Recurrent.Tensors.Random;

namespace Recurrent.Text.Translation;

/// <summary>Pairs of sentences from a small grammar of our own, English and German, for demonstrations and tests.</summary>
/// <remarks>
/// The German side has genders, two cases and the verb at the end of a subordinate clause, so that words cannot be replaced one by one.
/// </remarks>
public static class DemoSentences
{
    private static readonly string[][] Nouns =
    [
        ["dog", "Hund", "m"], ["cat", "Katze", "f"], ["child", "Kind", "n"], ["woman", "Frau", "f"], ["man", "Mann", "m"], ["horse", "Pferd", "n"],
        ["bird", "Vogel", "m"], ["mouse", "Maus", "f"], ["girl", "Mädchen", "n"], ["teacher", "Lehrer", "m"], ["cook", "Koch", "m"], ["cow", "Kuh", "f"],
    ];

    private static readonly string[][] Verbs =
    [
        ["sees", "sieht"], ["finds", "findet"], ["looks for", "sucht"], ["knows", "kennt"], ["paints", "malt"], ["hears", "hört"], ["loves", "liebt"], ["asks", "fragt"],
    ];

    private static readonly string[][] Adjectives =
    [
        ["small", "klein"], ["big", "groß"], ["old", "alt"], ["young", "jung"], ["quiet", "still"], ["happy", "froh"], ["brown", "braun"], ["white", "weiß"],
    ];

    private static readonly string[][] Times = [["today", "heute"], ["in the morning", "am Morgen"], ["in summer", "im Sommer"], ["often", "oft"], ["again", "wieder"]];

    /// <summary>Draws pairs.</summary>
    /// <param name="count">How many, at least 0; the same sentence may come again.</param>
    /// <param name="seed">The same seed draws the same pairs.</param>
    /// <returns>English sentences and their German translations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public static IReadOnlyList<SentencePair> Draw(int count, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new Draws(new RandomSource(seed).Stream("demo-sentences"));
        return [.. Enumerable.Range(0, count).Select(_ => Sentence(random))];
    }

    private static SentencePair Sentence(Draws random)
    {
        var (subject, verb, target) = (Noun(random, isObject: false), random.One(Verbs), Noun(random, isObject: true));
        var (english, german) = ($"{subject.Source} {verb[0]} {target.Source}", $"{subject.Target} {verb[1]} {target.Target}");
        switch (random.Below(3))
        {
            case 0: return new SentencePair(Ended(english), Ended(german));
            case 1:
                var time = random.One(Times);
                return new SentencePair(Ended($"{english} {time[0]}"), Ended($"{time[1]} {verb[1]} {subject.Target} {target.Target}"));
            default:
                var (other, act) = (Noun(random, isObject: false), random.One(Verbs));
                var thing = Noun(random, isObject: true);
                return new SentencePair(
                    Ended($"{other.Source} {act[0]} {thing.Source} because {english}"),
                    Ended($"{other.Target} {act[1]} {thing.Target}, weil {subject.Target} {target.Target} {verb[1]}"));
        }
    }

    /// <summary>An article, perhaps an adjective, and a noun, in the nominative or the accusative.</summary>
    private static SentencePair Noun(Draws random, bool isObject)
    {
        var (noun, isDefinite) = (random.One(Nouns), random.Below(2) == 0);
        var isMasculineObject = isObject && noun[2] == "m";
        var article = isDefinite
            ? noun[2] switch { "m" => isObject ? "den" : "der", "f" => "die", _ => "das" }
            : noun[2] switch { "m" => isObject ? "einen" : "ein", "f" => "eine", _ => "ein" };
        var english = isDefinite ? "the" : "a";
        if (random.Below(2) == 0) return new SentencePair($"{english} {noun[0]}", $"{article} {noun[1]}");
        var adjective = random.One(Adjectives);
        var ending = isMasculineObject ? "en" : isDefinite ? "e" : noun[2] switch { "m" => "er", "f" => "e", _ => "es" };
        return new SentencePair($"{(english == "a" && adjective[0] == "old" ? "an" : english)} {adjective[0]} {noun[0]}", $"{article} {adjective[1]}{ending} {noun[1]}");
    }

    private static string Ended(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..] + ".";

    private sealed class Draws(RandomStream random)
    {
        private RandomStream _random = random;

        public int Below(int count)
        {
            var value = _random.NextInt32(count);
            _random = _random.Advance(1);
            return value;
        }

        public string[] One(string[][] list) => list[Below(list.Length)];
    }
}
