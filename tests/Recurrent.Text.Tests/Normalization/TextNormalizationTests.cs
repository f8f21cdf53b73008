using System.Security.Cryptography;
using System.Text;
using Recurrent.Text.Normalization;

namespace Recurrent.Text.Tests.Normalization;

public sealed class TextNormalizationTests
{
    [Theory]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\uAC00\u11A8", "\uAC01")]
    [InlineData("a\u05AE\u0300\u0315b", "\u00E0\u05AE\u0315b")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\uFB01", "\uFB01")]
    [InlineData("plain, \t\n", "plain, \t\n")]
    public void Form_c_composes_and_orders(string text, string expected) => Assert.Equal(expected, TextNormalization.Default.Apply(text));

    [Fact]
    public void Form_c_equals_that_of_another_implementation_on_all_characters_and_mixtures()
    {
        // Of every character that takes part, between a letter and itself, and of 100,000 mixtures of eight; the hash is of Python's unicodedata 14.
        const string expected = "9b5a6147078e0e8586da31290dce5d3a882dad2095a4254fdd9e53ae4370fdc6";
        string[] characters = [.. Enumerable.Range(0, 0x110000).Where(TakesPart).Select(static code => new Rune(code).ToString())];
        Assert.Equal(14209, characters.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var character in characters) hash.AppendData(Composed("a" + character + "\u0301" + character));
        var state = 1UL;
        for (var mixture = 0; mixture < 100_000; mixture++)
        {
            var text = "";
            for (var place = 0; place < 8; place++)
            {
                state = unchecked((state * 6364136223846793005) + 1442695040888963407);
                text += characters[(state >> 33) % (ulong)characters.Length];
            }
            hash.AppendData(Composed(text));
        }
        Assert.Equal(expected, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Long_runs_of_marks_take_no_quadratic_time()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0323\u0301", 200_000).Reverse());
        Assert.Equal(text.Length - 1, TextNormalization.Default.Apply(text).Length);
    }

    [Fact]
    public void Lower_case_is_the_same_in_every_culture()
    {
        var normalization = new TextNormalization { Lowercases = true };
        Assert.Equal("istanbul ärger", normalization.Apply("ISTANBUL A\u0308RGER"));
    }

    [Fact]
    public void A_surrogate_that_stands_alone_becomes_a_replacement_character() => Assert.Equal("a\uFFFDb", TextNormalization.Default.Apply("a\uD800b"));

    [Fact]
    public void None_changes_nothing_but_broken_surrogates() => Assert.Equal("e\u0301\uFFFD\U0001F600", TextNormalization.None.Apply("e\u0301\uDC00\U0001F600"));

    private static byte[] Composed(string text) => Encoding.UTF8.GetBytes(TextNormalization.Default.Apply(text));

    private static bool TakesPart(int code)
    {
        if (code is (>= 0xAC00 and < 0xAC00 + 11172) or (>= 0x1100 and < 0x1113) or (>= 0x1161 and < 0x1176) or (>= 0x11A7 and < 0x11C3)) return true;
        return CanonicalComposition.ClassOf(code) != 0 || Decomposes.Contains(code);
    }

    private static readonly HashSet<int> Decomposes = [.. First(UnicodeTables.Composites), .. First(UnicodeTables.Others)];

    private static int[] First(ReadOnlySpan<int> triples)
    {
        var result = new int[triples.Length / 3];
        for (var index = 0; index < result.Length; index++) result[index] = triples[3 * index];
        return result;
    }
}
